"""The shop, who works there and what time it is; and the deeds that most stories share."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_order
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.queries import authorisation_of, case_by_id, items_of, lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.checklists import checklist_for
from reprise.apps.catalogue.queries import order_lines
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.rules.checklists import Tick
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.demo.orders import order_numbered
from reprise.platform.files.accept import accept_upload
from reprise.readmodels.requests import Request, Wish
from reprise.workflows import (
    announce_parcel,
    authorise_return,
    decide,
    dispose_goods,
    inspect_goods,
    receive_parcel,
    refund_customer,
    return_request,
)

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.payments.models import Refund

HOUR: Final = timedelta(hours=1)
Photos = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the stories play."""

    shop: "Shop"
    staff: dict[Role, Actor]
    now: datetime

    @property
    def ines(self) -> Actor:
        """The agent."""
        return self.staff[Role.AGENT]

    @property
    def claire(self) -> Actor:
        """The manager."""
        return self.staff[Role.MANAGER]

    @property
    def theo(self) -> Actor:
        """The inspector."""
        return self.staff[Role.INSPECTOR]

    def ago(self, hours: float) -> datetime:
        """So many hours before now."""
        return self.now - hours * HOUR


def asked(
    stage: Stage, number: str, at: datetime, wish: Wish, *, photos: Photos = (), shots: Sequence[str] = (),
    danger: bool = False, hazard: str = "", draft_key: str = "",
) -> "Case":  # fmt: skip
    """The customer's request about one article of an order: `order_line_id` is the article's place in it.

    `shots` says of the first photos which of the pictures asked for they are.
    """
    order = order_numbered(stage.shop, number)
    name = order.customer.name if order.customer else ""
    buyer = customer_of_order(stage.shop.pk, order.pk, name)
    files = [accept_upload(actor=buyer, name=title, content=io.BytesIO(drawn), at=at) for title, drawn in photos]
    wished = replace(wish, order_line_id=order_lines(order)[wish.order_line_id].pk)
    language = order.customer.language if order.customer else "fr"
    request = Request(
        (wished,), danger=danger, hazard=hazard, language=language, file_ids=tuple(file.pk for file in files),
        shots=dict(zip(shots, (file.pk for file in files), strict=False)), draft_key=draft_key,
    )  # fmt: skip
    return return_request.ask(actor=buyer, order=order, request=request, at=at)


def accepted(
    stage: Stage, case: "Case", at: datetime, text: str = "", remedy: RemedyType | None = None, *,
    keep_goods: bool = False,
) -> "Case":  # fmt: skip
    """Inès grants the first line."""
    line = lines_of(case)[0].pk
    decide.decide(
        actor=stage.ines, case=case, line_id=line, verdict=LineMove.APPROVE, remedy=remedy, text=text,
        keep_goods=keep_goods, at=at,
    )  # fmt: skip
    return again(stage, case)


def sent_back(stage: Stage, case: "Case", at: datetime, tracking_number: str) -> int:
    """Authorised by Inès, then handed to the carrier by the customer; the parcel's number."""
    if authorisation_of(case) is None:  # where a rule accepted it, it is authorised already
        authorise_return.authorise(actor=stage.ines, case=case, at=at - HOUR)
    buyer = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    contents = {item.pk: item.quantity for item in items_of(case)}
    said = Announcement(contents, tracking_number=tracking_number, dispatched_on=at.date())
    parcel = announce_parcel.announce(actor=buyer, case=again(stage, case), said=said, at=at)
    return parcel.pk


def back_on_the_bench(
    stage: Stage, case: "Case", at: datetime, parcel_id: int, *, grade: Grade = Grade.TRIED, note: str = "",
    shelf: str = "",
) -> "Case":  # fmt: skip
    """Received whole by Théo and inspected an hour later; back in stock where a shelf is named."""
    found = [Found(item.pk, item.quantity) for item in items_of(case)]
    receive_parcel.receive(actor=stage.theo, case=again(stage, case), found=found, at=at, parcel_id=parcel_id)
    for item in items_of(case):
        line = lines_of(case)[0]
        packed = checklist_for(case.shop_id, line.product_kind, line.sku).in_the_parcel()
        ticks = tuple(Tick(part.code, present=True) for part in packed)
        seen = inspect_goods.inspect(
            actor=stage.theo, case=again(stage, case), item_id=item.pk, quantity=item.quantity,
            finding=Finding(grade, ticks, note=note), at=at + HOUR,
        )  # fmt: skip
        if shelf:
            dispose_goods.dispose(
                actor=stage.theo, case=again(stage, case), inspection_id=seen.pk, quantity=item.quantity,
                route=Route.RESTOCK, place=shelf, at=at + 2 * HOUR,
            )  # fmt: skip
    return again(stage, case)


def repaid(stage: Stage, case: "Case", at: datetime, *, provider: str | None = None) -> "Refund":
    """Inès sends exactly what the preview shows."""
    remedy = remedies_of(case)[0].pk
    shown = refund_customer.preview_refund(actor=stage.ines, case=case, remedy_id=remedy, at=at)
    return refund_customer.refund(
        actor=stage.ines, case=case, remedy_id=remedy, expected_minor=shown.total.minor, provider=provider, at=at
    )


def again(stage: Stage, case: "Case") -> "Case":
    """The case as it is now."""
    return case_by_id(stage.ines, case.pk)
