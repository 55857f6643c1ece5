"""What a seller does in one go, a program does in one call: approve and authorise, repay and confirm."""

from typing import Any

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.readmodels.available_actions import available_actions
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from tests.api.programs import Program, a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


class Return:
    """Alice's case, and the calls about it; after each of them what lists show is what the rows say."""

    def __init__(self, shop: Shop, program: Program, *, quantity: int = 2) -> None:
        order = alice_s_order(shop)
        asked = {"order_line_id": line_ids(order)[0], "quantity": quantity, "claim": "withdraw"}
        self.program = program
        self.case = answer(program.post("/cases", {"order_id": order.pk, "lines": [asked]}))
        self.at = f"/cases/{self.case['reference']}"
        self.look()

    def post(self, path: str, body: dict[str, object], key: str = "") -> Any:
        response = self.program.post(f"{self.at}{path}", body, key=key)
        self.look()
        return response

    def look(self) -> None:
        case = Case.objects.get()
        picture = picture_of(case)
        fresh = project(picture)
        stored = (case.stage, case.turn, case.axes, case.next_action, case.next_due)
        assert stored == (fresh.stage, fresh.turn, fresh.axes, fresh.next_action, fresh.next_due)
        assert not fresh.ended
        steps = [one.deed.value for one in available_actions(picture, system(case.shop_id)) if one.is_next_step]
        assert case.next_action == next(iter(steps), "")
        assert verify_timeline(case) is None

    def approve(self, **more: object) -> Any:
        line = self.case["lines"][0]["id"]
        return self.post(f"/lines/{line}/decisions", {"move": "approve", "authorise": True, **more}, key="approve")

    def come_back(self, quantity: int = 2) -> dict[str, Any]:
        case = answer(self.approve())
        item = case["items"][0]["id"]
        self.post("/receipts", {"found": [{"item_id": item, "quantity": quantity}]})
        remedy: dict[str, Any] = case["remedies"][0]
        return remedy


def test_what_is_approved_may_be_sent_at_once_and_the_answer_is_the_case_as_it_is_read_afterwards() -> None:
    mine = Return(shop := bruno_s_shop(), a_program(shop))
    case = answer(mine.approve())
    assert case["authorisation"]["number"].startswith("RMA-")
    assert (case["stage"], case["turn"]) == ("awaiting_goods", "customer")
    assert case == answer(mine.program.get(mine.at))
    assert answer(mine.approve()) == case  # the same key again
    assert len(answer(mine.program.get(f"{mine.at}/authorisations"))) == 1


def test_a_refusal_authorises_nothing() -> None:
    mine = Return(shop := bruno_s_shop(), a_program(shop))
    case = answer(mine.approve(move="decline", text="The seal is broken."))
    assert (case["authorisation"], case["items"]) == (None, [])


def test_a_refund_paid_already_is_settled_in_the_call_that_decides_it() -> None:
    mine = Return(shop := bruno_s_shop(), a_program(shop))
    due = {"remedy_id": mine.come_back()["id"], "expected_minor": 4_000, "provider": "by_hand", "reference": "VIR-7"}
    refund = answer(mine.post("/refunds", due, key="pay"))
    assert (refund["state"], refund["reference"]) == ("settled", "VIR-7")
    assert [attempt["kind"] for attempt in refund["attempts"]] == ["confirm"]
    assert answer(mine.post("/refunds", due, key="pay")) == refund
    case = answer(mine.program.get(mine.at))
    assert (case["axes"]["remedy"], case["axes"]["money"]) == ("done", "done")


def test_a_reference_of_another_refund_undoes_the_whole_call() -> None:
    shop = bruno_s_shop()
    program = a_program(shop)
    mine = Return(shop, program, quantity=1)
    case = answer(mine.approve())
    item, remedy = case["items"][0]["id"], case["remedies"][0]["id"]
    mine.post("/receipts", {"found": [{"item_id": item, "quantity": 1}]})
    due = {"remedy_id": remedy, "expected_minor": 2_000, "provider": "by_hand", "reference": " "}
    assert mine.post("/refunds", due, key="pay").status_code in {409, 422}
    assert answer(program.get("/refunds"))["items"] == []
    assert answer(mine.post("/refunds", {**due, "reference": "VIR-8"}, key="pay"))["state"] == "settled"


def test_only_what_a_person_pays_is_confirmed_by_its_reference() -> None:
    shop = bruno_s_shop()
    shop.second_person_above_minor = 1_000
    shop.save()
    mine = Return(shop, a_program(shop))
    due = {"remedy_id": mine.come_back()["id"], "expected_minor": 4_000, "reference": "VIR-9"}
    refused = mine.post("/refunds", due, key="pay")
    assert (refused.status_code, refused.json()["code"]) == (409, "awaits_approval")
    assert answer(mine.program.get("/refunds"))["items"] == []
