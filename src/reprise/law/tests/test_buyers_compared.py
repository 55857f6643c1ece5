"""A consumer never gets less than a business or a club, nor a shop's customer less than a private person's."""

from dataclasses import replace

import pytest
from hypothesis import given

from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.facts import Facts
from reprise.law.tests.chance import in_order
from reprise.law.tests.entitlements import RANK
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Seller

#: Open to businesses and against private sellers whatever is claimed; to a consumer only for a defect (K11).
TOLD_TO_OTHERS = frozenset({Basis.HIDDEN_DEFECT})


@pytest.mark.parametrize(
    "change", [{"buyer": Buyer.PROFESSIONAL}, {"buyer": Buyer.NON_PROFESSIONAL}, {"seller": Seller.PRIVATE_INDIVIDUAL}]
)
def test_whoever_is_less_protected_gets_no_more(change: dict[str, Buyer | Seller]) -> None:
    @given(in_order())
    def holds(facts: Facts) -> None:
        facts = replace(facts, buyer=Buyer.CONSUMER, seller=Seller.SHOP)
        at_least(assess(facts), assess(replace(facts, **change)))  # type: ignore[arg-type]  # fields of Facts

    holds()


def at_least(protected: Assessment, other: Assessment) -> None:
    """A review is no promise: what a person may grant a business in the end, the law may refuse a consumer at once."""
    if other.decision is not Decision.HUMAN_REVIEW:
        assert RANK[protected.decision] >= RANK[other.decision]
    assert protected.rights >= other.rights - TOLD_TO_OTHERS
    if other.refund is not None and protected.refund is not None and other.basis is protected.basis:
        assert protected.refund.minor >= other.refund.minor


@given(in_order())
def test_what_is_granted_is_a_right_that_is_open(facts: Facts) -> None:
    answer = assess(facts)
    if answer.decision in {Decision.ACCEPT, Decision.ACCEPT_IN_PART}:
        assert answer.basis in answer.rights


@given(in_order())
def test_withdrawn_on_the_day_of_the_order_goods_go_back_after_they_came(facts: Facts) -> None:
    answer = assess(replace(facts, claim=Claim.WITHDRAW, declared=facts.ordered))
    back = answer.day("return_by")
    assert back is None or all(day is None or day <= back for day in facts.lots)
