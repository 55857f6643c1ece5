"""What a letter says, before it becomes a text and a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to press."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Content:
    """The answer first, then when, who pays and what next, then one button, then why."""

    subject: str  # nothing personal
    headline: str
    meta: str = ""
    greeting: str = ""
    lead: tuple[str, ...] = ()
    code: str = ""
    quote: str = ""  # words of a person, shown as theirs
    facts: tuple[tuple[str, str], ...] = ()
    button: Button | None = None
    after: tuple[str, ...] = ()
    signature: str = ""
    why: tuple[str, ...] = ()
