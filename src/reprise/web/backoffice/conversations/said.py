"""What was said, as the desk shows it: by day, with who wrote by which way, and the mail behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.rules.quoting import folded_much
from reprise.readmodels.inbox.thread import Thread
from reprise.readmodels.thread_view import FileSaid
from reprise.readmodels.thread_view import Said as Told
from reprise.web.backoffice.conversations.clock import hour
from reprise.web.backoffice.conversations.mailed import doubts_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address
from reprise.web.templatetags.reprise_format import date_text

TOGETHER: Final = timedelta(minutes=5)  # one name above what somebody says in one go
ICONS: Final = {Channel.CHAT: "chat", Channel.MAIL: "mail", Channel.PHONE: "phone", Channel.API: "link"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file said with a message; a picture has a preview."""

    name: str
    url: str
    size: int
    preview: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message, or a note, and how it stands among the others."""

    told: Told
    who: str
    joined: bool  # goes on from the one above
    day: str  # begins a new one
    when: str
    moment: datetime
    icon: str
    how: str
    files: tuple[Enclosed, ...]
    raw_url: str
    letter_url: str
    doubts: tuple[str, ...]
    hides: int  # so many lines are folded, and some of them may have been written now; 0: nothing speaks for it


def said_in(request: StaffRequest, thread: Thread) -> list[Said]:
    """The messages of a thread, each knowing whether it goes on from the one before it."""
    found, before = list[Said](), None
    for told in thread.view.said:
        found.append(_said(request, thread, told, before))
        before = told
    return found


def _said(request: StaffRequest, thread: Thread, told: Told, before: Told | None) -> Said:
    mail = thread.mails.get(told.sequence)
    day = _day(told, before)
    return Said(
        told=told, who=_who(thread, told), joined=not day and before is not None and _goes_on(before, told), day=day,
        when=hour(told.at), moment=told.at, icon=ICONS.get(Channel(told.channel), ""),
        how=gettext(told.how) if told.how else "", files=tuple(_files(request, told.files)),
        raw_url=address(request, "conversation_mail", thread.conversation.key, mail.pk) if mail else "",
        letter_url=address(request, "letter_sent", told.mail_id) if told.mail_id else "",
        doubts=doubts_of(mail) if mail else (),
        hides=len(told.quoted.split("\n")) if folded_much(told.quoted) else 0,
    )  # fmt: skip


def _who(thread: Thread, told: Told) -> str:
    if told.author == Author.ASSISTANT.value:
        return gettext("Automatic answer")
    if told.who or told.author == Author.SYSTEM.value:
        return told.who or "Reprise"
    if told.author == Author.STAFF.value:
        return gettext("Somebody of the team")
    buyer = thread.buyer
    return (buyer.name or buyer.email if buyer else "") or gettext("Visitor")


def _goes_on(before: Told, told: Told) -> bool:
    same = (before.author, before.who, before.internal, before.channel, before.automatic) == (
        told.author, told.who, told.internal, told.channel, told.automatic
    )  # fmt: skip
    return same and told.at - before.at < TOGETHER


def _day(told: Told, before: Told | None) -> str:
    day = _local(told.at)
    if before is not None and _local(before.at) == day:
        return ""
    words = {0: gettext("Today"), 1: gettext("Yesterday")}
    return words.get((timezone.localdate() - day).days) or date_text(day, "long").capitalize()


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _files(request: StaffRequest, files: tuple[FileSaid, ...]) -> Iterator[Enclosed]:
    for one in files:
        if not one.is_erased:
            url = address(request, "conversation_file", one.pk)
            yield Enclosed(one.name, url, one.size, f"{url}?preview" if one.has_preview else "")
