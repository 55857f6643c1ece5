"""To which matter a mail belongs: four signed signals in a fixed order, then a suggestion, then a new matter.

A signal only says where; whoever wrote it must also be somebody of that matter.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from reprise.apps.conversations.kinds import Signal
from reprise.apps.conversations.rules.read_mail import ReadMail
from reprise.core import mail_tokens
from reprise.core.mail_tokens import Pointer

Matter = TypeVar("Matter")
_SHORTEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A signed mark found in a mail, and where."""

    signal: Signal
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Match(Generic[Matter]):
    """The matter a mail belongs to, by what, and whether its sender is somebody of it."""

    signal: Signal
    matter: Matter
    is_theirs: bool


def marks_in(mail: ReadMail, *, secret: str, envelope: Iterable[str] = ()) -> list[Mark]:
    """Every mark of ours in a mail, the strongest signal first, each pointer once."""
    places = (
        (Signal.MESSAGE_ID, mail_tokens.in_message_ids(secret, " ".join(mail.references))),
        (Signal.PLUS_ADDRESS, mail_tokens.in_addresses(secret, " ".join((*envelope, *mail.recipients)))),
        (Signal.MARKER, mail_tokens.in_body(secret, mail.marks)),
        (Signal.SUBJECT, mail_tokens.in_subject(secret, mail.subject)),
    )
    found: dict[Pointer, Mark] = {}
    for signal, pointers in places:
        for pointer in pointers:
            found.setdefault(pointer, Mark(signal, pointer))
    return list(found.values())


def own_marks(mail: ReadMail, *, secret: str) -> list[Pointer]:
    """What its own Message-ID points at: a letter that we signed came back."""
    return mail_tokens.in_message_ids(secret, mail.header_id)


def choose(found: Iterable[tuple[Signal, Matter]], is_theirs: Callable[[Matter], bool]) -> Match[Matter] | None:
    """The first matter its sender is somebody of, else the first at all.

    So a mail that answers two of ours goes where its sender belongs, and a planted reference leads nobody astray.
    """
    first: Match[Matter] | None = None
    for signal, matter in found:
        match = Match(signal, matter, is_theirs=is_theirs(matter))
        if match.is_theirs:
            return match
        first = first or match
    return first


def mentions(mail: ReadMail, number: str) -> bool:
    """Whether a mail names an order or a case by its number, in its subject or in its words."""
    bare = number.strip().lower().lstrip("#")
    if len(bare) < _SHORTEST_NUMBER:
        return False
    text = f"{mail.subject}\n{mail.body}".lower()
    return re.search(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", text) is not None
