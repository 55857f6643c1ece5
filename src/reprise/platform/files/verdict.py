"""What the gate says of a file. Pure: the limited process writes it, the web process reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Outcome(StrEnum):
    """The three answers."""

    ACCEPT = "accept"
    SANITISED = "accept_sanitised"
    REJECT = "reject"


KINDS: Final = frozenset({"photo", "pdf", "video", "model", "gcode"})
MIB: Final = 2**20

#: How large a file of each kind may be.
LARGEST: Final[Mapping[str, int]] = {
    "photo": 25 * MIB, "pdf": 25 * MIB, "video": 200 * MIB, "model": 100 * MIB, "gcode": 50 * MIB,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one file. `code` names a rejection; `blank` are boxes of a video to be emptied in place."""

    outcome: Outcome
    kind: str = "other"
    media_type: str = ""
    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    width: int | None = None
    height: int | None = None
    main: str = ""  # a file beside, to be stored instead of what came
    preview: str = ""
    blank: tuple[tuple[int, int], ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the file may come in."""
        return self.outcome is not Outcome.REJECT


class Rejected(Exception):
    """Raised by a parser: the file may not come in, for this reason."""

    def __init__(self, code: str, kind: str = "other", **params: object) -> None:
        self.code, self.kind, self.params = code, kind, params
        super().__init__(code)
