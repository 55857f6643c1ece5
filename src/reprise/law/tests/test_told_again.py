"""What is remembered between answers is what would be computed and told anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reprise.law import glossary, guarantee, jurisdictions, telling_paths, withdrawal
from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import Facts
from reprise.law.tests.chance import likely

REMEMBERED = (
    withdrawal.standing, guarantee.guarantee_of, telling_paths._ways, glossary._words_in, jurisdictions._cited,
    jurisdictions._in_force,
)  # fmt: skip


@given(likely, st.sampled_from(("fr", "en")))
def test_an_answer_told_again_is_word_for_word_the_one_told_for_the_first_time(facts: Facts, lang: str) -> None:
    assess_and_tell = assess(facts), explain(assess(facts), lang)
    for memory in REMEMBERED:
        memory.cache_clear()
    assert (assess(facts), explain(assess(facts), lang)) == assess_and_tell


@given(likely)
def test_without_a_delivery_fee_no_more_than_the_price_comes_back(facts: Facts) -> None:
    prices = replace(facts.prices, delivery_standard=0, delivery_express_supplement=0)
    answer = assess(replace(facts, prices=prices, postage_paid_by_consumer=0))
    assert answer.refund is None or answer.refund.minor <= sum(line.price for line in facts.claimed)
