"""Late, missing and contested deliveries, and recalls."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.facts import Notices
from reprise.law.tests.people import alice, codes, late
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Item, Outcome, Payer, Remedy, Seller

ENDED = date(2026, 5, 25)


def test_late_and_only_reported_the_delivery_is_due() -> None:
    answer = assess(late())
    assert (answer.decision, answer.outcome) == (Decision.ACCEPT, Outcome.DELIVERY)
    assert answer.rights == {Basis.LATE_DELIVERY, Basis.WITHDRAWAL}
    assert answer.refund is None


def test_on_the_promised_day_it_is_not_late_yet() -> None:
    assert assess(late(declared=date(2026, 5, 20))).decision is Decision.REFUSE


def test_without_a_promise_thirty_days_count() -> None:
    assert assess(late(promised=None, declared=date(2026, 6, 3))).decision is Decision.REFUSE
    assert "thirty_days_past" in codes(assess(late(promised=None, declared=date(2026, 6, 4))))


@pytest.mark.parametrize(
    "ready", [{"date_essential": True}, {"notice_to_perform": date(2026, 5, 21), "extra_time_until": date(2026, 5, 24)}]
)
def test_an_essential_date_or_extra_time_that_ran_out_ends_the_contract(ready: dict[str, object]) -> None:
    answer = assess(late(resolution_received=ENDED, **ready))
    assert (answer.decision, answer.basis) == (Decision.ACCEPT, Basis.LATE_DELIVERY)
    assert answer.refund_due == date(2026, 6, 8)


def test_a_cancellation_that_comes_too_early_is_a_withdrawal() -> None:
    answer = assess(late(resolution_received=ENDED))
    assert (answer.decision, answer.basis) == (Decision.ACCEPT, Basis.WITHDRAWAL)
    assert "cancellation_is_withdrawal" in codes(answer)


def test_from_a_custom_part_one_cannot_withdraw_so_extra_time_comes_first() -> None:
    announced = Notices(withdrawal=True, exclusion=True)
    answer = assess(late(item=Item.CUSTOM_FILE, info=announced, resolution_received=ENDED))
    assert (answer.decision, answer.outcome) == (Decision.ACCEPT_IN_PART, Outcome.DELIVERY)


def test_extra_time_without_an_end_is_for_a_person_to_judge() -> None:
    announced = Notices(withdrawal=True, exclusion=True)
    asked = {"resolution_received": ENDED, "notice_to_perform": date(2026, 5, 21)}
    answer = assess(late(item=Item.CUSTOM_FILE, info=announced, **asked))
    assert "extra_time_unclear" in codes(answer)
    assert answer.decision is Decision.HUMAN_REVIEW
    assert assess(late(**asked)).basis is Basis.WITHDRAWAL


def test_the_carrier_s_word_is_no_proof() -> None:
    status = {"claim": Claim.NOT_RECEIVED, "carrier_status_delivered": date(2026, 5, 19)}
    assert "delivery_contested" in codes(assess(late(**status)))
    assert assess(late(handover_proof=False, **status)).outcome is Outcome.DELIVERY
    signed = assess(late(handover_proof=True, **status))
    assert signed.decision is Decision.REFUSE
    assert signed.rights == {Basis.WITHDRAWAL, Basis.CONFORMITY}


def test_delivered_late_before_the_claim_leaves_a_withdrawal() -> None:
    came = late(delivered=date(2026, 5, 22))
    assert assess(came).decision is Decision.REFUSE
    answer = assess(late(delivered=date(2026, 5, 22), remedy_asked=Remedy.REFUND))
    assert (answer.basis, answer.return_cost_by) == (Basis.WITHDRAWAL, Payer.BUYER)


def test_ended_before_the_goods_came_everything_is_paid_back() -> None:
    answer = assess(late(delivered=date(2026, 5, 24), date_essential=True, resolution_received=date(2026, 5, 22)))
    assert (answer.basis, answer.return_cost_by) == (Basis.LATE_DELIVERY, Payer.SELLER)


def test_a_part_that_came_makes_a_person_look_for_the_rest() -> None:
    assert "partly_delivered" in codes(assess(late(delivered=(date(2026, 5, 19), None))))


@pytest.mark.parametrize("other", [{"buyer": Buyer.PROFESSIONAL}, {"seller": Seller.PRIVATE_INDIVIDUAL}])
def test_outside_consumer_law_a_person_reads_the_contract(other: dict[str, object]) -> None:
    assert "late_rules_are_for_consumers" in codes(assess(late(**other)))


def test_nobody_knows_when_it_was_due() -> None:
    assert assess(late(promised=None, ordered=None)).missing == ("ordered",)
    assert "country_rule_unknown" in codes(assess(late(country="CH", promised=None)))
    assert "rule_unverified" in codes(assess(late(country="GB")))


def recalled(**changes: object) -> dict[str, object]:
    return {"claim": Claim.RECALL, "recall_published": date(2026, 3, 5)} | changes


def test_a_recalled_product_is_paid_back_when_the_buyer_chooses_so() -> None:
    answer = assess(alice(**recalled(remedy_asked=Remedy.REFUND)))
    assert answer.refund is not None
    assert (answer.refund.minor, answer.refund_due, answer.return_cost_by) == (32900, None, Payer.SELLER)
    assert assess(alice(**recalled())).refund is None


def test_a_recall_is_under_the_law_of_the_day_it_was_published() -> None:
    old = alice(**recalled(ordered=date(2024, 1, 8), delivered=date(2024, 1, 10)))
    assert assess(old).decision is Decision.ACCEPT
    before = alice(
        **recalled(ordered=date(2024, 1, 8), delivered=date(2024, 1, 10), recall_published=date(2024, 12, 12))
    )
    assert assess(before).decision is Decision.HUMAN_REVIEW
    assert assess(alice(**recalled(recall_published=None))).missing == ("recall_published",)
