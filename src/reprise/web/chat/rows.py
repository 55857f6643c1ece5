"""What was said, as a visitor sees it: by day, their own words on one side, everybody else's on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.conversations.kinds import Author, Channel, PartRole, TurnKind
from reprise.apps.conversations.message_queries import last_messages, messages_of
from reprise.apps.conversations.turns import kind_of
from reprise.core.first_name import first_name
from reprise.core.refusals import mark
from reprise.web.chat.first_line_offer import source_of
from reprise.web.chat.talk import Talk

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message, MessageFile

TOGETHER: Final = timedelta(minutes=5)  # one person's messages in a row stand under one name
MOST: Final = 100  # messages of a page; older ones are on the page before
BY: Final = {
    Channel.MAIL.value: mark("by e-mail"), Channel.PHONE.value: mark("on the telephone"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message."""

    name: str
    size: int
    href: str
    small: str  # its little picture; empty where there is none


@dataclass(frozen=True, slots=True)
class Row:
    """One message."""

    number: int
    side: str  # me, them
    name: str
    at: datetime
    by: str
    body: str
    quoted: str
    files: tuple[Attached, ...]
    begins: bool  # the name and the time stand above it
    turn: Mapping[str, Any] | None = None  # what the assistant did, where it wrote
    source: str = ""  # the page of the article it answered from
    case_href: str = ""  # of the case that the line tells was opened


@dataclass(frozen=True, slots=True)
class Day:
    """What was said on one day."""

    day: date
    rows: tuple[Row, ...]


def said(talk: Talk, *, after: int = 0, most: int = MOST) -> list[Day]:
    """The messages the visitor may read, on from a number; without one the newest of them."""
    if talk.conversation is None or talk.actor is None:
        return []
    if after:
        found = messages_of(talk.actor, talk.conversation, after=after, limit=most)
    else:
        found = last_messages(talk.actor, talk.conversation, limit=most)
    return _by_day(talk, found)


def page_of(talk: Talk, *, before: int = 0) -> tuple[list[Day], int]:
    """The newest messages, or the last ones before a number; and before which number there are more, or 0."""
    if talk.conversation is None or talk.actor is None:
        return [], 0
    found = messages_of(talk.actor, talk.conversation, before=before or 2**31 - 1, limit=MOST + 1)
    shown = found[-MOST:]
    return _by_day(talk, shown), shown[0].sequence if len(found) > MOST else 0


def _by_day(talk: Talk, messages: "Sequence[Message]") -> list[Day]:
    days = groupby(_rows(talk, messages), key=lambda row: timezone.localtime(row.at).date())
    return [Day(day, tuple(rows)) for day, rows in days]


def _rows(talk: Talk, messages: "Sequence[Message]") -> list[Row]:
    rows: list[Row] = []
    for message in messages:
        side, name = _side(talk, message), _name(talk, message)
        last = rows[-1] if rows else None
        goes_on = last is not None and (last.side, last.name) == (side, name)
        begins = not goes_on or last is None or message.created_at - last.at > TOGETHER
        files = () if message.erased_at else tuple(_file(talk, file) for file in message.files.all())
        by = gettext(BY[message.channel]) if message.channel in BY else ""
        turn = None if message.erased_at else message.turn
        row = Row(
            message.sequence, side, name, message.created_at, by, _words(message), message.quoted, files, begins,
            turn=turn, source=source_of(talk, turn), case_href=_case(talk, message),
        )  # fmt: skip
        rows.append(row)
    return rows


def _words(message: "Message") -> str:
    """What is shown of it: titles to choose from stand on the buttons below."""
    return message.body.partition("\n")[0] if kind_of(message) == TurnKind.CHOICES else message.body


def _case(talk: Talk, message: "Message") -> str:
    """The way to the case a line of the house tells was opened here."""
    said, _, case_id = message.client_id.partition(":")
    if said != "return" or message.author_kind != Author.SYSTEM.value or not case_id.isdecimal():
        return ""
    return talk.case_link(int(case_id))


def _side(talk: Talk, message: "Message") -> str:
    if message.author_kind != Author.CUSTOMER.value:
        return "them"
    if talk.case is None:
        return "me" if talk.person is not None and message.participant_id == talk.person.pk else "them"
    by_buyer = message.participant is None or message.participant.role in {PartRole.BUYER, PartRole.VISITOR}
    return "me" if by_buyer else "them"


def _name(talk: Talk, message: "Message") -> str:
    if _side(talk, message) == "me":
        return gettext("You")
    if message.author_kind == Author.CUSTOMER.value:
        return message.author_name or gettext("Somebody who reads along")
    if message.author_kind == Author.ASSISTANT.value:
        return gettext("Automatic answer")
    first = first_name(message.author_name)
    return gettext("%(name)s, %(shop)s") % {"name": first, "shop": talk.shop.name} if first else talk.shop.name


def _file(talk: Talk, file: "MessageFile") -> Attached:
    href = talk.pass_file(f"{talk.base}files/{file.pk}/")
    small = f"{href}{'&' if '?' in href else '?'}small" if file.file.preview_key else ""
    return Attached(file.file.name, file.file.size, href, small)
