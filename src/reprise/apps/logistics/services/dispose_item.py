from datetime import datetime

from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Disposition, Inspection
from reprise.apps.logistics.queries import inspection_for
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.apps.logistics.rules.routes import objection
from reprise.apps.logistics.services.line_counts import NotInspected, count_disposed
from reprise.apps.logistics.services.once import once
from reprise.core.refusals import Invalid, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic


class ReasonNeeded(Refusal):
    """The destination is unusual for these goods, or the law frowns on it."""

    code = "reason_needed"
    sentence = mark("Not without a reason: %(why)s")


@atomic
def dispose_item(
    *, actor: Actor, inspection_id: int, quantity: int, route: Route, at: datetime, place: str = "", reason: str = "",
    client_id: str = "",
) -> Disposition:  # fmt: skip
    """Write down where inspected pieces go; never more of them than the inspection saw."""
    actor.require(Right.GOODS_INSPECT)
    inspection = inspection_for(actor, inspection_id)
    if quantity < 1:
        raise Invalid(field="quantity", why=mark("the quantity must be at least 1."))
    line = inspection.return_item.line
    why = objection(line.product_kind, Grade(inspection.grade), route)
    if why and not reason.strip():
        raise ReasonNeeded(field="reason", why=why)

    def find() -> list[Disposition]:
        return list(Disposition.objects.filter(inspection=inspection, client_id=client_id)) if client_id else []

    def write() -> list[Disposition]:
        _take(inspection, quantity)
        count_disposed(line.pk, quantity)
        return [
            Disposition.objects.create(
                inspection=inspection, quantity=quantity, route=route.value, place=tidy_note(place, 120),
                reason=tidy_note(reason, 240), client_id=client_id, disposed_by=actor.key, disposed_at=at,
            )
        ]  # fmt: skip

    (disposition,), new = once(find, write)
    if new:
        told = {"inspection": inspection.pk, "item": inspection.return_item_id, "quantity": quantity, "route": route}
        event = Event(
            EventType.GOODS_DISPOSED, told, private={"place": disposition.place, "reason": disposition.reason}
        )
        record(case=inspection.case, actor=actor, at=at, event=event)
    return disposition


def _take(inspection: Inspection, quantity: int) -> None:
    room = Inspection.objects.filter(pk=inspection.pk, disposed_quantity__lte=F("quantity") - quantity)
    if room.filter(corrected_at__isnull=True).update(disposed_quantity=F("disposed_quantity") + quantity) == 1:
        return
    now = Inspection.objects.get(pk=inspection.pk)
    if now.corrected_at is not None:
        raise Overtaken
    raise NotInspected(field="quantity", left=now.quantity - now.disposed_quantity)
