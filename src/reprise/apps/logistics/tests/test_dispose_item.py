from typing import TYPE_CHECKING

import pytest

from reprise.apps.cases.queries import timeline_of
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Disposition, Inspection
from reprise.apps.logistics.queries import dispositions_of
from reprise.apps.logistics.services.correct_inspection import correct_inspection
from reprise.apps.logistics.services.dispose_item import ReasonNeeded, dispose_item
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.line_counts import NotInspected
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db


def inspected(quantity: int = 1, kind: str = "printer", grade: Grade = Grade.LIKE_NEW) -> tuple["Shop", Inspection]:
    shop = a_shop()
    case, item = a_return(shop, quantity, kind)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, quantity)], at=AT)
    return shop, inspect_item(
        actor=ines(shop), case=case, item_id=item.pk, quantity=quantity, finding=Finding(grade), at=AT
    )


def test_pieces_part_ways() -> None:
    shop, inspection = inspected(3)
    dispose_item(
        actor=ines(shop), inspection_id=inspection.pk, quantity=2, route=Route.RESTOCK, at=AT, place="Étagère B4"
    )
    dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.DONATE, at=AT)
    rows = dispositions_of(ines(shop), inspection.case_id)
    assert [(row.route, row.quantity, row.place) for row in rows] == [("restock", 2, "Étagère B4"), ("donate", 1, "")]
    assert timeline_of(inspection.case)[-1].type == "goods_disposed"


def test_no_piece_is_put_away_twice() -> None:
    shop, inspection = inspected(2)
    dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=2, route=Route.RESTOCK, at=AT)
    with refused(NotInspected) as refusal:
        dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.RESTOCK, at=AT)
    assert refusal.value.params == {"left": 0}
    assert Disposition.objects.count() == 1


def test_a_tap_sent_twice_puts_away_once() -> None:
    shop, inspection = inspected(2)
    rows = {
        dispose_item(
            actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.RESTOCK, at=AT, client_id="t"
        ).pk
        for _ in range(2)
    }
    assert len(rows) == 1
    assert Inspection.objects.get(pk=inspection.pk).disposed_quantity == 1


def test_goods_that_work_are_not_destroyed_without_a_reason() -> None:
    shop, inspection = inspected()
    with refused(ReasonNeeded):
        dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.SCRAP, at=AT)
    row = dispose_item(
        actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.SCRAP, at=AT,
        reason="rappel du fabricant : risque d’incendie",
    )  # fmt: skip
    assert row.reason == "rappel du fabricant : risque d’incendie"


def test_a_corrected_inspection_is_not_put_away_any_more() -> None:
    shop, inspection = inspected()
    correct_inspection(actor=ines(shop), inspection_id=inspection.pk, finding=Finding(Grade.BROKEN), at=LATER)
    with refused(Overtaken):
        dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=1, route=Route.RESTOCK, at=LATER)


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_forged_quantity_is_refused(quantity: int) -> None:
    shop, inspection = inspected()
    with refused(Invalid):
        dispose_item(actor=ines(shop), inspection_id=inspection.pk, quantity=quantity, route=Route.RESTOCK, at=AT)


def test_only_an_inspector_of_the_shop_puts_away() -> None:
    _shop, inspection = inspected()
    with refused(Forbidden):
        dispose_item(actor=alice(inspection.case), inspection_id=inspection.pk, quantity=1, route=Route.RESTOCK, at=AT)
    with refused(NotFound):
        dispose_item(actor=ines(a_shop("voisin")), inspection_id=inspection.pk, quantity=1, route=Route.RESTOCK, at=AT)
