"""A transfer repays one refund: the second that names it is refused whole, decided in one call or confirmed later."""

import pytest

from reprise.apps.catalogue.models import OrderLine
from reprise.apps.payments.models import CreditNote, Refund, RefundAttempt
from tests.api.programs import Program, a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_second_refund_with_the_reference_of_the_first_leaves_no_trace() -> None:
    shop = bruno_s_shop()
    program = a_program(shop)
    first, second = (_due(program, alice_s_order(shop, number)) for number in ("101", "102"))
    paid = program.post(first[0], {**first[1], "reference": "VIR 7"}, key="pay-1")
    assert answer(paid)["state"] == "settled"
    again = program.post(second[0], {**second[1], "reference": "vir 7"}, key="pay-2")
    assert (again.status_code, answer(again)["type"].rpartition(":")[2]) == (409, "reference_used")
    assert (Refund.objects.count(), RefundAttempt.objects.count(), CreditNote.objects.count()) == (1, 1, 1)
    assert OrderLine.objects.filter(reserved_minor__gt=0).count() == 1
    other = answer(program.post(second[0], {**second[1], "reference": "VIR 8"}, key="pay-3"))
    assert (other["state"], other["credit_note"][-5:]) == ("settled", "00002")
    kept = answer(program.get(f"/refunds/{other['id']}"))  # as it was answered, so it is written
    for told in (other, kept):
        assert [(one["number"], one["outcome"]) for one in told["attempts"]] == [(1, "settled")]
    same = ("state", "reference", "amount_minor", "lines", "credit_note")
    assert {name: kept[name] for name in same} == {name: other[name] for name in same}


def _due(program: Program, order) -> tuple[str, dict[str, object]]:  # type: ignore[no-untyped-def]
    """Where the refund of one spool is asked for once it is back, and with what."""
    spool = {"order_line_id": line_ids(order)[0], "quantity": 1, "claim": "withdraw"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [spool]}, key=f"a{order.pk}"))
    at = f"/cases/{case['reference']}"
    line = case["lines"][0]["id"]
    verdict = {"move": "approve", "authorise": True}
    case = answer(program.post(f"{at}/lines/{line}/decisions", verdict, key=f"b{order.pk}"))
    found = [{"item_id": case["items"][0]["id"], "quantity": 1}]
    program.post(f"{at}/receipts", {"found": found}, key=f"c{order.pk}")
    return f"{at}/refunds", {"remedy_id": case["remedies"][0]["id"], "expected_minor": 2_000, "provider": "by_hand"}
