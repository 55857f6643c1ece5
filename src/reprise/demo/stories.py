"""Cases at four stages, each brought there by the deeds of its customer and of the staff."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_order
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.queries import case_by_id, items_of, lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.queries import order_lines
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.rules.checklists import Tick, checklist_for
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.demo.drawings import layer_shift, under_extruded, warped
from reprise.demo.orders import order_numbered
from reprise.platform.files.accept import accept_upload
from reprise.readmodels.requests import Request, Wish
from reprise.workflows import (
    announce_parcel,
    authorise_return,
    decide,
    inspect_goods,
    receive_parcel,
    return_request,
    write_message,
)

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """The shop, who works there, and what time it is."""

    shop: "Shop"
    staff: dict[Role, Actor]
    now: datetime

    @property
    def ines(self) -> Actor:
        """The agent."""
        return self.staff[Role.AGENT]

    @property
    def theo(self) -> Actor:
        """The inspector."""
        return self.staff[Role.INSPECTOR]


def tell_all(stage: Stage) -> None:
    """Bring every story to where a newcomer meets it."""
    changed_her_mind(stage)
    printed_badly(stage)
    shifting_printer(stage)
    back_on_the_bench(stage)


def changed_her_mind(stage: Stage) -> None:
    """Alice withdraws from two spools; nobody has answered yet."""
    _asked(stage, "L-2041", stage.now - 5 * HOUR, Wish(0, 2, "withdraw", description="Mauvaise couleur."))


def printed_badly(stage: Stage) -> None:
    """Nils got a warped housing; Inès has asked nothing yet, his photos are there."""
    case = _asked(
        stage, "L-2029", stage.now - 20 * HOUR,
        Wish(0, 1, "defect", reason="fdm_warping", description="The bottom is not flat: the lid does not close.",
             asked_remedy=RemedyType.REPRINT.value),
        photos=(("warped.jpg", warped()), ("thin-layers.jpg", under_extruded())),
    )  # fmt: skip
    nils = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    write_message.write(
        actor=nils, case=case, body="Can you print it again in the same black?", at=stage.now - 19 * HOUR
    )


def shifting_printer(stage: Stage) -> None:
    """Karim's printer shifts its layers: repaired under the guarantee, on its way back to the shop."""
    begun = stage.now - 72 * HOUR
    case = _asked(
        stage, "L-2038", begun,
        Wish(0, 1, "defect", reason="fdm_layer_shift", description="Toutes les pièces sont décalées à mi-hauteur.",
             asked_remedy=RemedyType.REPAIR.value),
        photos=(("decalage.jpg", layer_shift()),),
    )  # fmt: skip
    decide.decide(
        actor=stage.ines, case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, remedy=RemedyType.REPAIR,
        text="Le décalage se voit sur votre photo : la courroie ou un moteur est en cause. Nous réparons à nos frais.",
        at=begun + 3 * HOUR,
    )  # fmt: skip
    _sent_back(stage, case, begun + 20 * HOUR, "6A11223344556")


def back_on_the_bench(stage: Stage) -> None:
    """Léa withdrew from her printer; it is back, complete and hardly used: the money is the next step."""
    begun = stage.now - 150 * HOUR
    case = _asked(stage, "L-2033", begun, Wish(0, 1, "withdraw"))
    decide.decide(
        actor=stage.ines, case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE,
        text="Votre rétractation est dans les temps.", at=begun + 2 * HOUR,
    )  # fmt: skip
    parcel_id = _sent_back(stage, case, begun + 10 * HOUR, "6A66554433221")
    found = [Found(item.pk, item.quantity) for item in items_of(case)]
    receive_parcel.receive(actor=stage.theo, case=case, found=found, at=stage.now - 4 * HOUR, parcel_id=parcel_id)
    ticks = tuple(Tick(expected.item, present=True) for expected in checklist_for("printer"))
    finding = Finding(Grade.TRIED, ticks, note="Deux heures d’impression, plateau propre.")
    for item in items_of(case):
        inspect_goods.inspect(
            actor=stage.theo, case=case, item_id=item.pk, quantity=item.quantity, finding=finding,
            at=stage.now - 3 * HOUR,
        )  # fmt: skip


def _asked(stage: Stage, number: str, at: datetime, wish: Wish, photos: tuple[tuple[str, bytes], ...] = ()) -> "Case":
    """The customer's request about the first article of an order."""
    order = order_numbered(stage.shop, number)
    name = order.customer.name if order.customer else ""
    buyer = customer_of_order(stage.shop.pk, order.pk, name)
    files = [accept_upload(actor=buyer, name=title, content=io.BytesIO(drawn), at=at) for title, drawn in photos]
    asked = Wish(order_lines(order)[0].pk, wish.quantity, wish.claim, wish.reason, wish.description, wish.asked_remedy)
    language = order.customer.language if order.customer else "fr"
    request = Request((asked,), danger=False, language=language, file_ids=tuple(file.pk for file in files))
    return return_request.ask(actor=buyer, order=order, request=request, at=at)


def _sent_back(stage: Stage, case: "Case", at: datetime, tracking_number: str) -> int:
    """Authorised by Inès, then handed to the carrier by the customer; the parcel's number."""
    authorise_return.authorise(actor=stage.ines, case=case, at=at - HOUR)
    buyer = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    contents = {item.pk: item.quantity for item in items_of(case)}
    said = Announcement(contents, tracking_number=tracking_number, dispatched_on=at.date())
    parcel = announce_parcel.announce(actor=buyer, case=case_by_id(buyer, case.pk), said=said, at=at)
    case.refresh_from_db()
    return parcel.pk
