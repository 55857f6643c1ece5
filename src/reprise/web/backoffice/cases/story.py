"""The timeline of a case with its messages and notes in place, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.cases.events import SENTENCES, EventType
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.web.backoffice import words
from reprise.web.templatetags.reprise_format import date_text, money_text

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseEvent
    from reprise.apps.conversations.models import Message

VIEWS: Final = {
    "all": mark("Everything"), "messages": mark("Messages"), "decisions": mark("Decisions"), "goods": mark("Goods"),
    "money": mark("Money"),
}  # fmt: skip

_TALK = frozenset({EventType.MESSAGE_POSTED, EventType.NOTE_ADDED})
_SORTS: Final[Mapping[str, frozenset[EventType]]] = {
    "messages": _TALK | {EventType.INFO_ASKED, EventType.INFO_GIVEN, EventType.LINE_APPEALED},
    "decisions": frozenset({
        EventType.CASE_OPENED, EventType.WITHDRAWAL_RECEIVED, EventType.INFO_ASKED, EventType.LINE_DECIDED,
        EventType.LINE_APPEALED, EventType.AUTHORISED, EventType.REMEDY_CHANGED, EventType.CANCELLED, EventType.CLOSED,
    }),
    "goods": frozenset({
        EventType.AUTHORISED, EventType.PARCEL_ANNOUNCED, EventType.PROOF_ADDED, EventType.GOODS_RECEIVED,
        EventType.GOODS_INSPECTED, EventType.GOODS_DISPOSED,
    }),
    "money": frozenset({EventType.REFUND_DECIDED, EventType.REFUND_APPROVED, EventType.REFUND_CHANGED}),
}  # fmt: skip
_ICONS: Final[Mapping[str, tuple[str, ...]]] = {
    "euro": ("refund",), "scale": ("line_", "info_"), "box": ("goods_", "authorised"), "truck": ("parcel_", "proof_"),
    "wrench": ("remedy_",), "camera": ("evidence_",), "lock": ("note_",), "chat": ("message_",), "user": ("assigned",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, as the page tells it."""

    at: datetime
    who: str
    side: str  # customer, staff or house
    icon: str
    sentence: str
    detail: str
    quote: str
    internal: bool


def story_of(
    case: "Case", events: "Sequence[CaseEvent]", messages: "Sequence[Message]", people: Mapping[int, str], view: str
) -> list[Entry]:
    """The chosen part of the timeline; what was erased is told without its words."""
    spoken = {message.sequence: message for message in messages}
    wanted = _SORTS.get(view)
    shown = [event for event in events if wanted is None or EventType(event.type) in wanted]
    return [_entry(case, event, spoken, people) for event in reversed(shown)]


def _entry(case: "Case", event: "CaseEvent", spoken: "Mapping[int, Message]", people: Mapping[int, str]) -> Entry:
    kind = EventType(event.type)
    side, who = _who(case, event.actor, people)
    return Entry(
        at=event.at, who=who, side=side, icon=_icon(kind), sentence=gettext(SENTENCES[kind]), detail=_detail(event),
        quote=_quote(event, spoken), internal=kind is EventType.NOTE_ADDED,
    )  # fmt: skip


def _who(case: "Case", actor: str, people: Mapping[int, str]) -> tuple[str, str]:
    kind, _, number = actor.partition(":")
    if kind.startswith("customer"):
        return "customer", case.contact_name or gettext("Customer")
    if kind == "staff":
        return "staff", people.get(int(number), gettext("Somebody of the team")) if number.isdigit() else "Reprise"
    return "house", "Reprise" if kind == "system" else gettext("A program (API)")


def _icon(kind: EventType) -> str:
    return next((icon for icon, starts in _ICONS.items() if kind.value.startswith(starts)), "inbox")


def _private(event: "CaseEvent") -> Mapping[str, object]:
    kept = getattr(event, "private", None)  # erased content has no row
    content = kept.content if kept is not None else {}
    return content if isinstance(content, dict) else {}


def _quote(event: "CaseEvent", spoken: "Mapping[int, Message]") -> str:
    if EventType(event.type) in _TALK:
        said = spoken.get(int(str(event.data.get("message", 0))))
        return said.body if said is not None else ""
    private = _private(event)
    return str(next((private[name] for name in ("text", "question", "note") if private.get(name)), ""))


def _detail(event: "CaseEvent") -> str:
    data = event.data
    parts = []
    if verdict := data.get("verdict"):
        parts.append(gettext(words.LINE_STATES[verdict][1]) if verdict in words.LINE_STATES else str(verdict))
    if kind := data.get("type"):
        parts.append(gettext(words.REMEDIES[kind]) if kind in words.REMEDIES else "")
    if state := data.get("state"):
        known = {**words.REMEDY_STATES, **words.REFUND_STATES} if "type" not in data else words.REMEDY_STATES
        parts.append(gettext(known[state][1]) if state in known else "")
    if number := data.get("number"):
        parts.append(str(number))
    if until := data.get("expires_on"):
        parts.append(gettext("until %(day)s") % {"day": date_text(date.fromisoformat(until), "short")})
    if (amount := data.get("amount_minor", data.get("amount"))) is not None and data.get("currency"):
        parts.append(money_text(Money(int(amount), str(data["currency"]))))
    return ", ".join(part for part in parts if part)
