"""The rows of the list of conversations as the page shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from reprise.apps.conversations.kinds import Alarm, Author, Channel, ThreadState
from reprise.readmodels.inbox.page import Row
from reprise.web.backoffice.conversations.clock import hour_or_day, how_long
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address

ICONS = {Channel.CHAT: "chat", Channel.MAIL: "mail", Channel.PHONE: "phone", Channel.API: "link"}


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation of the list in the words of the reader."""

    key: str
    who: str
    url: str
    give_url: str
    icon: str
    reference: str
    subject: str
    snippet: str
    ours: bool  # the last words are the team's
    machine: bool  # they are an automatic answer: nobody of the team has written
    note: bool
    when: str
    moment: datetime
    unread: int
    press: str  # late, wait or nothing
    told: str  # what presses, in words
    alarm: bool
    danger: bool  # the gravest of them
    asks: bool
    assignee: str
    mine: bool
    language: str
    asleep: bool


def line_of(request: StaffRequest, row: Row, query: str, at: datetime) -> Line:
    """A conversation as everybody sees it, with what presses told in words."""
    one, said = row.conversation, row.said
    press, told = _pressing(row, at)
    moment = one.last_at or one.created_at
    url = address(request, "conversation", one.key)
    return Line(
        key=str(one.key), who=row.who or gettext("Visitor"), url=url + query,
        give_url=f"{url}#assign", icon=ICONS.get(Channel(one.channel), "inbox") if one.channel else "inbox",
        reference=one.case.reference if one.case else "", subject=one.subject or (one.case.subject if one.case else ""),
        snippet=row.snippet or (gettext("A file") if said else ""),
        ours=said is not None and said.author_kind not in {Author.CUSTOMER, Author.ASSISTANT},
        machine=said is not None and said.author_kind == Author.ASSISTANT.value,
        note=said is not None and said.internal,
        when=hour_or_day(moment, at), moment=moment, unread=row.unread, press=press, told=told,
        alarm=bool(one.alarms), danger=Alarm.SAFETY.value in one.alarms, asks=row.asks,
        assignee=str(row.assignee or ""),
        mine=False, language=one.language,
        asleep=one.state == ThreadState.SNOOZED.value and one.snoozed_until is not None,
    )  # fmt: skip


def _pressing(row: Row, at: datetime) -> tuple[str, str]:
    """What was promised, or else since when somebody waits."""
    one = row.conversation
    if one.state == ThreadState.SNOOZED.value and one.snoozed_until and one.snoozed_until > at:
        return "", gettext("back %(when)s") % {"when": hour_or_day(one.snoozed_until, at)}
    if one.waits_since is None:
        return "", ""
    if row.due is None:
        return "", gettext("for %(time)s") % {"time": how_long(at - one.waits_since)}
    if row.due.due_at < at:
        return "late", gettext("%(time)s late") % {"time": how_long(at - row.due.due_at)}
    left = row.due.due_at - at
    soon = left.total_seconds() < 30 * 60
    told = gettext("before %(when)s") % {"when": hour_or_day(row.due.due_at, at)}
    return ("wait" if soon else ""), told


def waiting_words(count: int) -> str:
    """How many wait, in a sentence."""
    if not count:
        return gettext("Nobody waits for an answer.")
    told = ngettext("%(n)d customer waits for an answer.", "%(n)d customers wait for an answer.", count)
    return told % {"n": count}
