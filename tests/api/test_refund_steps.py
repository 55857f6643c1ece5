"""What a program may do about a refund that was decided and is not settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from reprise.apps.catalogue.models import Payment
from reprise.apps.payments import ports
from reprise.apps.payments.ports import Outcome
from reprise.apps.payments.tests.builders import PretendCard, wire
from reprise.platform.jobs.worker import work_off
from tests.api.programs import Program, a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def card() -> Iterator[PretendCard]:
    """A pretend card provider, by which Alice had paid."""
    before = dict(ports._gateways)
    yield wire(PretendCard())
    ports.provide_gateways(before)


@dataclass(frozen=True)
class Decided:
    """A refund of one spool that was decided, in its case."""

    program: Program
    case: str
    refund: str

    def post(self, deed: str, body: object = None) -> Any:
        return self.program.post(f"/refunds/{self.refund}/{deed}", body)

    @property
    def state(self) -> str:
        return str(answer(self.program.get(f"/refunds/{self.refund}"))["state"])

    @property
    def deeds(self) -> set[str]:
        """What is open about the refund, as the case tells."""
        case = answer(self.program.get(f"/cases/{self.case}"))
        return {action["deed"] for action in case["actions"] if action["refund_id"] == self.refund}


@pytest.fixture
def decided() -> Decided:
    """Two spools, one of which is repaid."""
    shop = bruno_s_shop()
    order, program = alice_s_order(shop), a_program(shop)
    Payment.objects.filter(order=order).update(provider="sandbox_card")
    asked = {"order_id": order.pk, "lines": [{"order_line_id": line_ids(order)[0], "claim": "withdraw"}]}
    case = answer(program.post("/cases", asked))
    at = f"/cases/{case['reference']}"
    case = answer(program.post(f"{at}/lines/{case['lines'][0]['id']}/decisions", {"move": "approve"}))
    program.post(f"{at}/receipts", {"found": [{"item_id": case["items"][0]["id"], "quantity": 1}]})
    made = answer(
        program.post(f"{at}/refunds", {"remedy_id": case["remedies"][0]["id"], "expected_minor": 2_000})
    )  # fmt: skip
    assert (made["provider"], made["state"]) == ("sandbox_card", "intended")
    return Decided(program, case["reference"], made["id"])


def test_a_refund_is_given_up_with_a_reason(decided: Decided, card: PretendCard) -> None:
    assert decided.deeds == {"resolve_refund", "void_refund"}
    silent = decided.post("voids", {"reason": "   "})
    assert (silent.status_code, decided.post("voids").status_code) == (422, 422)
    given_up = decided.post("voids", {"reason": "Bruno typed the wrong sum."})
    assert (given_up.status_code, answer(given_up)["state"]) == (201, "void")
    work_off(at=timezone.now())
    assert (decided.state, card.asked, decided.deeds) == ("void", [], set())
    assert decided.post("voids", {"reason": "Again."}).status_code == 409


def test_what_the_card_refused_is_paid_by_hand(decided: Decided, card: PretendCard) -> None:
    card.said = [Outcome.FAILED]
    work_off(at=timezone.now())
    assert decided.deeds == {"retry_refund", "repay_by_hand", "void_refund"}
    again = answer(decided.post("retries", {"by_hand": True}))
    assert (again["provider"], again["state"]) == ("by_hand", "intended")
    assert decided.deeds == {"confirm_refund", "void_refund"}
    settled = answer(decided.post("confirmations", {"reference": "VIR-7"}))
    assert (settled["state"], settled["reference"], card.paid) == ("settled", "VIR-7", {})


def test_the_provider_is_asked_for_what_has_not_left_yet(decided: Decided) -> None:
    assert decided.post("resolutions").status_code == 201
    work_off(at=timezone.now())
    assert (decided.state, decided.deeds) == ("settled", set())
