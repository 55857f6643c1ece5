"""Impossible dates make a person look, whatever else is true."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import Facts
from reprise.law.reading import read_facts
from reprise.law.tests.people import alice, codes, defect
from reprise.law.vocabulary import Decision


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (alice(delivered=date(2026, 2, 1)), "delivered before ordered"),
        (alice(declared=date(2026, 2, 1), delivered=None), "declared before ordered"),
        (alice(sent_back=date(2026, 3, 1)), "sent_back before delivered"),
        (alice(sent_back=date(2026, 3, 12), received_back=date(2026, 3, 11)), "received_back before sent_back"),
        (alice(refunded=date(2026, 1, 1)), "refunded before ordered"),
        (defect(noticed=date(2026, 3, 1)), "noticed before delivered"),
        (defect(noticed=date(2026, 5, 6)), "declared before noticed"),
        (defect(noticed=None, declared=date(2026, 3, 1)), "declared before delivered"),
    ],
)
def test_the_two_dates_are_named_and_a_person_looks(facts: Facts, told: str) -> None:
    answer = assess(facts)
    assert answer.decision is Decision.HUMAN_REVIEW
    assert told in answer.contradictions
    assert answer.refund is None
    assert "dates_contradict" in codes(answer)


def test_what_is_merely_unusual_is_no_contradiction() -> None:
    early = alice(delivered=date(2026, 3, 12), declared=date(2026, 3, 9), sent_back=date(2026, 3, 13))
    assert assess(early).contradictions == ()
    assert assess(early).decision is Decision.ACCEPT


def test_facts_without_which_nothing_can_be_said_are_asked_for() -> None:
    assert assess(alice(declared=None)).missing == ("declared",)
    assert assess(alice(item=None)).missing == ("item",)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (alice(available_at_pickup_point=date(2026, 3, 3)), "delivered before available_at_pickup_point"),
        (alice(last_delivery_of_order=date(2026, 3, 1)), "last_delivery_of_order before delivered"),
        (alice(promised=date(2026, 2, 1)), "promised before ordered"),
        (alice(sent_back=date(2026, 3, 12), proof_of_dispatch_given=date(2026, 3, 11)),
         "proof_of_dispatch_given before sent_back"),
        (alice(written_complaint=date(2026, 2, 1)), "written_complaint before ordered"),
        (defect(rescission_notified=date(2026, 3, 1)), "rescission_notified before delivered"),
        (defect(guarantee_accepted_on=date(2026, 3, 1)), "guarantee_accepted_on before delivered"),
    ],
)  # fmt: skip
def test_the_fact_to_put_right_is_asked_for(facts: Facts, told: str) -> None:
    answer = assess(facts)
    assert answer.decision is Decision.HUMAN_REVIEW
    assert told in answer.contradictions
    assert told.partition(" ")[0] in answer.missing
    english = explain(answer, "en")
    assert english.next.startswith("Reply to us and tell us the day ")
    assert "Tell us the right date" in english.reasons[0].text


def test_lots_may_wait_at_the_pickup_point_between_them() -> None:
    lots = alice(delivered=(date(2026, 3, 2), date(2026, 3, 6)), available_at_pickup_point=date(2026, 3, 5))
    assert assess(lots).contradictions == ()


def test_a_price_nobody_told_is_asked_for_and_never_taken_for_nothing() -> None:
    written = {"country": "FR", "buyer": "consumer", "channel": "distance", "seller": "shop", "item": "printer_new"}
    dates = {"ordered": "2026-02-26", "delivered": "2026-03-02", "declared": "2026-03-09"}
    answer = assess(read_facts(written | dates | {"claim": "withdraw"}))
    assert (answer.decision, answer.missing, answer.refund) == (Decision.HUMAN_REVIEW, ("prices",), None)
    assert (
        explain(answer, "fr").next == "Répondez-nous pour dire le prix payé. Une personne reprend alors votre dossier."
    )
    free = assess(read_facts(written | dates | {"claim": "withdraw", "prices": {"items": "0.00"}}))
    assert free.decision is Decision.ACCEPT
    repaired = read_facts(written | dates | {"claim": "defect", "noticed": "2026-03-08"})
    assert assess(repaired).decision is Decision.ACCEPT
