from typing import TYPE_CHECKING

import pytest

from reprise.apps.cases.queries import timeline_of
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.logistics.rules.checklists import Tick
from reprise.apps.logistics.services.correct_inspection import correct_inspection
from reprise.apps.logistics.services.dispose_item import dispose_item
from reprise.apps.logistics.services.findings import Finding, NoGroundToLower
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.line_counts import NotReceived
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound, Overtaken
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, ReturnItem

pytestmark = pytest.mark.django_db
FINE = Finding(Grade.LIKE_NEW)


def received(quantity: int = 1) -> tuple["Shop", "Case", "ReturnItem"]:
    shop = a_shop()
    case, item = a_return(shop, quantity)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, quantity)], at=AT)
    return shop, case, item


def inspected(quantity: int) -> tuple["Shop", Inspection]:
    shop, case, item = received(quantity)
    return shop, inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=quantity, finding=FINE, at=AT)


def test_an_inspection_keeps_what_was_seen() -> None:
    shop, case, item = received()
    seen = Finding(Grade.WORN, (Tick("machine", present=True), Tick("power", present=False, note="absente")), 1500,
                   "rayures du plateau", "buse bouchée")  # fmt: skip
    inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=seen, at=AT)
    (row,) = inspections_of(alice(case), case.pk)
    assert (row.grade, row.complete, row.depreciation_minor) == ("worn", False, 1500)
    assert row.checklist[1] == {"item": "power", "present": False, "note": "absente"}
    assert timeline_of(case)[-1].data["grade"] == "worn"
    assert "buse" not in str(timeline_of(case)[-1].data)


def test_nothing_is_inspected_before_it_is_received() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    with refused(NotReceived):
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT)


def test_pieces_are_inspected_one_by_one_and_never_twice() -> None:
    shop, case, item = received(2)
    for _ in range(2):
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT)
    with refused(NotReceived) as refusal:
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT)
    assert refusal.value.params == {"left": 0}


def test_a_tap_sent_twice_inspects_once() -> None:
    shop, case, item = received(2)
    rows = {
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT, client_id="t").pk
        for _ in range(2)
    }
    assert len(rows) == 1


def test_trying_lowers_nothing_and_a_lower_value_says_why() -> None:
    shop, case, item = received()
    finding = Finding(Grade.TRIED, depreciation_minor=100, depreciation_reason="ouvert")
    with refused(NoGroundToLower):
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=finding, at=AT)
    for broken in (Finding(Grade.BROKEN, depreciation_minor=100), Finding(Grade.BROKEN, depreciation_minor=-1)):
        with refused(Invalid):
            inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=broken, at=AT)


def test_a_checklist_line_without_a_name_is_refused() -> None:
    shop, case, item = received()
    finding = Finding(Grade.TRIED, (Tick(" ", present=True),))
    with refused(Invalid):
        inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=finding, at=AT)


def test_only_an_inspector_of_the_shop_inspects() -> None:
    _shop, case, item = received()
    with refused(Forbidden):
        inspect_item(actor=alice(case), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT)
    with refused(NotFound):
        inspect_item(actor=ines(a_shop("voisin")), case=case, item_id=item.pk, quantity=1, finding=FINE, at=AT)


def test_a_correction_replaces_and_points_back() -> None:
    shop, old = inspected(2)
    new = correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=Finding(Grade.BROKEN), at=LATER)
    assert inspections_of(ines(shop), old.case_id) == [new]
    assert list(Inspection.objects.order_by("id")) == [old, new]
    assert (new.corrects_id, new.quantity, new.grade) == (old.pk, 2, "broken")
    assert Inspection.objects.get(pk=old.pk).grade == "like_new"


def test_a_correction_of_one_piece_leaves_the_others_as_they_were() -> None:
    shop, old = inspected(3)
    dispose_item(actor=ines(shop), inspection_id=old.pk, quantity=1, route=Route.RESTOCK, at=AT)
    correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=Finding(Grade.BROKEN), at=LATER, quantity=1)
    standing = inspections_of(ines(shop), old.case_id)
    assert [(row.grade, row.quantity, row.disposed_quantity) for row in standing] == [
        ("like_new", 2, 1), ("broken", 1, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("quantity", [0, 4, 3])
def test_a_correction_fits_the_pieces_still_there(quantity: int) -> None:
    shop, old = inspected(4)
    dispose_item(actor=ines(shop), inspection_id=old.pk, quantity=2, route=Route.RESTOCK, at=AT)
    if quantity == 4:  # all of them: a grade may still be corrected after they were put away
        new = correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=FINE, at=LATER, quantity=4)
        assert new.disposed_quantity == 2
        return
    with refused(Invalid):
        correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=FINE, at=LATER, quantity=quantity)


def test_of_two_corrections_one_wins() -> None:
    shop, old = inspected(1)
    correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=Finding(Grade.TRIED), at=LATER)
    with refused(Overtaken):
        correct_inspection(actor=ines(shop), inspection_id=old.pk, finding=Finding(Grade.BROKEN), at=LATER)
    assert [row.grade for row in inspections_of(ines(shop), old.case_id)] == ["tried"]
