"""The timeline of a case as its page shows it, newest first: all of it, or one subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.cases.events import EventType
from reprise.core.refusals import mark
from reprise.readmodels.timeline import Moment, timeline
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

VIEWS: Final = {
    "all": mark("Everything"), "messages": mark("Messages"), "decisions": mark("Decisions"), "goods": mark("Goods"),
    "money": mark("Money"),
}  # fmt: skip

_SORTS: Final[Mapping[str, frozenset[EventType]]] = {
    "messages": frozenset({
        EventType.MESSAGE_POSTED, EventType.NOTE_ADDED, EventType.CALL_NOTED, EventType.INFO_ASKED,
        EventType.INFO_GIVEN, EventType.LINE_APPEALED, EventType.CONVERSATION_JOINED, EventType.MESSAGES_SPLIT,
        EventType.PERSON_ADDED, EventType.PERSON_LEFT, EventType.TRANSCRIPT_SENT,
        EventType.COMPLAINT_REGISTERED,
    }),
    "decisions": frozenset({
        EventType.CASE_OPENED, EventType.WITHDRAWAL_RECEIVED, EventType.INFO_ASKED, EventType.LINE_DECIDED,
        EventType.LINE_APPEALED, EventType.AUTHORISED, EventType.REMEDY_CHANGED, EventType.CANCELLED, EventType.CLOSED,
    }),
    "goods": frozenset({
        EventType.AUTHORISED, EventType.RETURN_EXPIRED, EventType.PARCEL_ANNOUNCED, EventType.PARCEL_NEWS,
        EventType.PROOF_ADDED, EventType.GOODS_RECEIVED, EventType.GOODS_INSPECTED, EventType.GOODS_DISPOSED,
    }),
    "money": frozenset({EventType.REFUND_DECIDED, EventType.REFUND_APPROVED, EventType.REFUND_CHANGED}),
}  # fmt: skip
_SAID: Final = frozenset({EventType.MESSAGE_POSTED.value, EventType.NOTE_ADDED.value})
_ICONS: Final[Mapping[str, tuple[str, ...]]] = {
    "euro": ("refund",), "scale": ("line_", "info_"), "box": ("goods_", "authorised", "return_"),
    "truck": ("parcel_", "proof_"),
    "wrench": ("remedy_",), "camera": ("evidence_",), "lock": ("note_", "call_"),
    "chat": ("message", "conversation_", "transcript_"),
    "user": ("assigned", "person_"),
    "check": ("closed",), "warn": ("complaint_",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, who did it, and its icon."""

    moment: Moment
    who: str
    icon: str
    detail: str
    quote: str


def story_of(request: StaffRequest, case: "Case", view: str) -> list[Entry]:
    """The chosen part of the timeline; what was erased is told without its words."""
    wanted = _SORTS.get(view)
    return [
        _entry(case, moment, above=wanted is None and moment.type in _SAID)
        for moment in reversed(timeline(request.actor, case))
        if wanted is None or EventType(moment.type) in wanted
    ]


def _entry(case: "Case", moment: Moment, *, above: bool) -> Entry:
    """One entry; words that stand in the conversation above it are not told a second time."""
    is_caption = moment.type == EventType.EVIDENCE_ADDED.value  # a few words, told on the line below
    return Entry(
        moment, _who(case, moment), _icon(moment.type), moment.quote if is_caption else moment.detail,
        "" if is_caption or above else moment.quote,
    )  # fmt: skip


def _who(case: "Case", moment: Moment) -> str:
    if moment.by == "customer":
        return case.contact_name or gettext("Customer")
    if moment.by == "us":
        return moment.who or gettext("A program (API)")
    return "Reprise"


def _icon(kind: str) -> str:
    return next((icon for icon, starts in _ICONS.items() if kind.startswith(starts)), "inbox")
