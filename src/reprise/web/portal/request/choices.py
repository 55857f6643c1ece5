"""What can be chosen on a page of one question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its value, its name and what it means."""

    value: str
    title: str
    text: str = ""
