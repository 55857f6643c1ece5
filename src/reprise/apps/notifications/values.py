"""What a letter may be told besides texts, dates and amounts."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence and the texts behind it, each with its address; nothing to say where only the texts are new."""

    text: str
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """Reasons, or the steps after a refusal: the letter shows each with its texts, and where to read them."""

    entries: tuple[Ground, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)


NO_GROUNDS: Final = Grounds()


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers to choose from, each a word and the address that gives it."""

    entries: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)


NO_CHOICES: Final = Choices()
