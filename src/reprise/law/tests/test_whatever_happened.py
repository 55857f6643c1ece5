"""Properties that hold for any facts: an answer always comes, and a better case never gets less."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from reprise.law.assess import assess
from reprise.law.documents import assessment_document
from reprise.law.explain import explain
from reprise.law.facts import CommercialPolicy, Facts
from reprise.law.tests.chance import in_order, likely, policies
from reprise.law.tests.entitlements import PAYERS, never_less
from reprise.law.vocabulary import Basis, Decision, Outcome, Payer


@given(likely)
def test_an_answer_always_comes_and_hangs_together(facts: Facts) -> None:
    answer = assess(facts)
    assert answer.reasons
    assert all(reason.code for reason in answer.reasons)
    if answer.decision in {Decision.REFUSE, Decision.HUMAN_REVIEW}:
        assert (answer.refund, answer.refund_due, answer.penalty) == (None, None, None)
    if answer.decision is Decision.REFUSE:
        assert (answer.basis, answer.outcome, answer.return_cost_by) == (Basis.NONE, Outcome.NOTHING, Payer.NONE)
    if answer.decision is Decision.HUMAN_REVIEW:
        assert answer.outcome is Outcome.REVIEW
    if answer.refund_due is not None:
        assert answer.refund is not None
    paid = facts.prices
    most = paid.items + sum(line.price for line in facts.lines) + paid.delivery_standard
    most += paid.delivery_express_supplement + facts.postage_paid_by_consumer
    assert answer.refund is None or 0 <= answer.refund.minor <= most


@given(likely)
def test_it_can_be_told_in_both_languages_and_stored(facts: Facts) -> None:
    answer = assess(facts)
    for lang in ("fr", "en"):
        told = explain(answer, lang)
        sentences = [told.conclusion, told.what, told.until, told.pays, told.next, told.disagree, *told.remains]
        sentences += [reason.text for reason in told.reasons]
        assert all(sentence and "{" not in sentence and "None" not in sentence for sentence in sentences)
    assert assessment_document(answer)["decision"] == answer.decision


@given(likely)
def test_the_same_facts_give_the_same_answer(facts: Facts) -> None:
    assert assess(facts) == assess(replace(facts))


@given(in_order(), st.integers(1, 400))
def test_speaking_earlier_never_closes_the_withdrawal(facts: Facts, days: int) -> None:
    assert facts.declared is not None
    worse, better = assess(facts), assess(replace(facts, declared=facts.declared - timedelta(days=days)))
    if Basis.WITHDRAWAL in worse.rights:
        assert Basis.WITHDRAWAL in better.rights


@given(in_order(), st.integers(1, 400))
def test_a_promise_of_the_seller_never_takes_anything_away(facts: Facts, days: int) -> None:
    facts = replace(facts, commercial_policy=None)
    promise = CommercialPolicy(return_days=days, refunds_delivery=True, return_cost_by=Payer.SELLER)
    worse, better = assess(facts), assess(replace(facts, commercial_policy=promise))
    never_less(worse, better)
    if worse.decision is not Decision.HUMAN_REVIEW:
        assert PAYERS.index(better.return_cost_by) >= PAYERS.index(worse.return_cost_by)


@given(in_order(), policies, st.integers(1, 400))
def test_a_longer_promise_gives_more(facts: Facts, policy: CommercialPolicy, days: int) -> None:
    longer = replace(policy, return_days=policy.return_days + days)
    never_less(assess(replace(facts, commercial_policy=policy)), assess(replace(facts, commercial_policy=longer)))


@given(in_order())
def test_collecting_the_goods_never_costs_the_buyer_anything(facts: Facts) -> None:
    worse, better = assess(facts), assess(replace(facts, seller_collects=True))
    never_less(worse, better)
    assert better.return_cost_by is not Payer.BUYER
