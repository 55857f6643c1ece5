"""The rows of the queue as the page shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import Turn
from reprise.core.money import Money
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.queue_page import QueueRow
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.deed_rights import DEED_RIGHTS
from reprise.web.backoffice.conversations.clock import how_long
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.due import Due, due_of
from reprise.web.backoffice.pages import address


@dataclass(frozen=True, slots=True)
class Glyph:
    """One axis of the strip: the shape, and what it means in words."""

    state: str
    axis: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the work list."""

    reference: str
    pk: int
    who: str
    tag: str
    danger: bool
    unread: int
    priority: bool
    tags: tuple[str, ...]
    subject: str
    about: str
    axes: tuple[Glyph, ...]
    turn: str
    turn_class: str
    assignee: str
    since: datetime | None
    waited: str  # how long nothing has happened; empty for a case that is over
    due: Due | None
    value: Money
    url: str
    act_url: str  # the page of the next step, or the case's where somebody else takes it
    label: str


def row_of(request: StaffRequest, row: QueueRow, today: date, at: datetime) -> Row:
    """A case in the words of the reader, with the button of its next step if the reader may take it."""
    case = row.case
    url = address(request, "case", case.reference)
    deed = case.next_action if _may(request.actor, case.next_action) else ""
    kind, stage = words.KINDS.get(case.kind, case.kind), words.STAGES.get(case.stage, case.stage)
    return Row(
        reference=case.reference, pk=case.pk,
        who=case.contact_name or case.contact_email or gettext("Somebody without a name"),
        tag=gettext(words.BUYER_TAGS[case.buyer_kind]) if case.buyer_kind in words.BUYER_TAGS else "",
        danger=case.danger, unread=row.unread, priority=row.priority, tags=row.tags, subject=case.subject,
        about=gettext("%(kind)s · %(stage)s") % {"kind": gettext(kind), "stage": gettext(stage)},
        axes=tuple(_glyph(axis, case.axes.get(axis, "idle")) for axis in words.AXES),
        turn=gettext(words.TURNS[case.turn]), turn_class=_turn_class(case.turn),
        assignee=str(case.assignee) if case.assignee else "", since=row.since,
        waited=gettext("for %(time)s") % {"time": how_long(at - row.since)} if row.since and not case.closed_at else "",
        due=due_of(row.due, today) if row.due else None, value=Money(case.value_minor, case.currency),
        url=url, act_url=address(request, deed, case.reference) if deed else url,
        label=gettext(words.DEEDS[deed]) if deed else gettext("Open"),
    )  # fmt: skip


def _may(actor: Actor, deed: str) -> bool:
    return bool(deed) and Deed(deed) in DEED_RIGHTS and actor.may(DEED_RIGHTS[Deed(deed)])


def _glyph(axis: str, state: str) -> Glyph:
    told = gettext(words.AXIS_STATES[axis].get(state, state))
    text = gettext("%(axis)s: %(state)s") % {"axis": gettext(words.AXES[axis]), "state": told}
    return Glyph(state, axis, text)


def _turn_class(turn: str) -> str:
    return {Turn.US.value: "is-us", Turn.CUSTOMER.value: "is-them"}.get(turn, "is-other")
