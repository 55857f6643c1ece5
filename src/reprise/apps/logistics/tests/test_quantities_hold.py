"""Whatever is tried in whatever order, no piece is received, inspected or put away that is not there."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.transitions import ItemMove
from reprise.apps.logistics.kinds import Grade, Route, Variance
from reprise.apps.logistics.models import Disposition, Inspection, LineCount, Receipt
from reprise.apps.logistics.rules.variances import ARRIVED
from reprise.apps.logistics.services.correct_inspection import correct_inspection
from reprise.apps.logistics.services.dispose_item import dispose_item
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, ines
from reprise.core.refusals import Refusal
from tests.support.budget import dear
from tests.support.builders import AT, a_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db

DEEDS = st.sampled_from(["receive", "inspect", "correct", "dispose", "cut"])
STEPS = st.lists(st.tuples(DEEDS, st.integers(0, 5), st.integers(0, 2), st.sampled_from(list(Variance))), max_size=14)


@dear(4)
@given(quantity=st.integers(1, 5), steps=STEPS)
def test_no_order_of_deeds_makes_a_piece_or_loses_one(
    quantity: int, steps: list[tuple[str, int, int, Variance]]
) -> None:
    shop = a_shop(f"shop-{uuid4().hex[:12]}")
    case, item = a_return(shop, quantity)
    inspector = ines(shop)

    def receiving(number: int, which: int, variance: Variance) -> None:
        items = items_of(case)
        receive(actor=inspector, case=case, found=[Found(items[which % len(items)].pk, number, variance)], at=AT)

    def inspecting(number: int, which: int, _variance: Variance) -> None:
        items = items_of(case)
        pk = items[which % len(items)].pk
        inspect_item(actor=inspector, case=case, item_id=pk, quantity=number, finding=Finding(Grade.TRIED), at=AT)

    def correcting(number: int, which: int, _variance: Variance) -> None:
        pk = _inspection(case.pk, which)
        correct_inspection(actor=inspector, inspection_id=pk, finding=Finding(Grade.WORN), at=AT, quantity=number)

    def disposing(number: int, which: int, _variance: Variance) -> None:
        pk = _inspection(case.pk, which)
        dispose_item(actor=inspector, inspection_id=pk, quantity=number, route=Route.REFURBISH, at=AT)

    def cutting(number: int, which: int, _variance: Variance) -> None:
        expected = [one for one in items_of(case) if one.state == ItemState.EXPECTED.value]
        if expected:
            pk = expected[which % len(expected)].pk
            move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={pk: number}, at=AT)

    deeds: dict[str, Callable[[int, int, Variance], None]] = {
        "receive": receiving, "inspect": inspecting, "correct": correcting, "dispose": disposing, "cut": cutting,
    }  # fmt: skip
    for deed, number, which, variance in steps:
        try:
            with transaction.atomic():
                deeds[deed](number, which, variance)
        except Refusal:
            pass
        _check(shop, item.line_id, quantity)


def _inspection(case_id: int, which: int) -> int:
    known = list(Inspection.objects.filter(case_id=case_id).order_by("id").values_list("pk", flat=True))
    return known[which % len(known)] if known else 0


def _check(shop: "Shop", line_id: int, expected: int) -> None:
    here = {"return_item__line_id": line_id}
    arrived = Receipt.objects.filter(**here, variance__in=[v.value for v in ARRIVED])
    standing = Inspection.objects.filter(**here, corrected_at__isnull=True)
    received = arrived.aggregate(n=Sum("quantity"))["n"] or 0
    inspected = standing.aggregate(n=Sum("quantity"))["n"] or 0
    marked = standing.aggregate(n=Sum("disposed_quantity"))["n"] or 0
    gone = Disposition.objects.filter(inspection__in=Inspection.objects.filter(**here)).aggregate(n=Sum("quantity"))
    disposed = gone["n"] or 0
    assert disposed <= inspected <= received <= expected
    assert disposed == marked
    count = LineCount.objects.filter(line_id=line_id).first() or LineCount()
    assert (count.received, count.inspected, count.disposed) == (received, inspected, disposed)


def test_the_database_itself_refuses_a_piece_too_many() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=AT)
    for columns in ({"inspected": 2}, {"disposed": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LineCount.objects.filter(line_id=item.line_id).update(**columns)
