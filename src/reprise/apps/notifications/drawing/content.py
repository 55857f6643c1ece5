"""What a letter says, before it becomes a text and a page."""

import re
from dataclasses import dataclass

from reprise.apps.notifications.values import NO_CHOICES, NO_GROUNDS, Choices, Ground, Grounds


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
    choices: Choices = NO_CHOICES  # answers of one click each
    after: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()  # with the subject, the greeting and the signature, what a shop may say in its words
    signature: str = ""
    why: tuple[str, ...] = ()
    steps: Grounds = NO_GROUNDS  # what to do when one does not agree, numbered
    grounds: Grounds = NO_GROUNDS  # why, each reason with its texts

    @property
    def opening(self) -> tuple[str, ...]:
        """How it begins, by paragraphs."""
        return paragraphs(self.greeting)


def ground_text(ground: Ground) -> str:
    """A sentence with its texts and their addresses, where nothing can be pressed."""
    cited = "; ".join(f"{label}, {url}" if url else label for label, url in ground.sources)
    if not ground.text:
        return cited
    return f"{ground.text} ({cited})" if cited else ground.text


def paragraphs(text: str) -> tuple[str, ...]:
    """Text between empty lines."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())
