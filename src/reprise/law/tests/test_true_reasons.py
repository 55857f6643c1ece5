"""A reason says what is true of these facts, and nothing that is only true of others like them."""

from datetime import date
from typing import Any

import pytest

from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import DigitalConditions, Prices
from reprise.law.tests.people import alice, codes, defect, late
from reprise.law.vocabulary import Buyer, Channel, Decision, Item, Recipient, Remedy

ALL_MET = DigitalConditions(express_consent=True, loss_acknowledged=True, durable_confirmation=True)
FILE: dict[str, Any] = {"item": Item.STL_DOWNLOAD, "delivered": None, "declared": date(2026, 3, 3)}
AT_THE_COUNTER: dict[str, Any] = {"buyer": Buyer.PROFESSIONAL, "channel": Channel.OFF_PREMISES}


@pytest.mark.parametrize(
    ("told", "price", "code"),
    [
        (ALL_MET, 1200, "digital_not_supplied"),
        (DigitalConditions(), 0, "digital_not_supplied"),
        (DigitalConditions(express_consent=True), 1200, "digital_condition_missing"),
    ],
)
def test_a_file_not_yet_supplied_lacks_no_condition(told: DigitalConditions, price: int, code: str) -> None:
    answer = assess(alice(**FILE, digital=told, prices=Prices(items=price)))
    assert answer.decision is Decision.ACCEPT
    assert [one for one in codes(answer) if one.startswith("digital")] == [code]
    assert ("Stop using the file." in explain(answer, "en").next) is (told != ALL_MET)


def test_extra_time_that_still_runs_is_not_asked_for_again() -> None:
    asked = {"notice_to_perform": date(2026, 5, 21), "extra_time_until": date(2026, 5, 25)}
    facts = late(item=Item.CUSTOM_FILE, resolution_received=date(2026, 5, 25), **asked)
    assert "extra_time_running" in codes(assess(facts))
    assert "extra_time_first" not in codes(assess(facts))
    assert "extra_time_first" in codes(assess(late(resolution_received=date(2026, 5, 25))))


def test_we_do_not_answer_for_the_carrier_of_the_buyer() -> None:
    seen = {"noticed": date(2026, 3, 2), "carrier_chosen_by_buyer": True}
    assert "no_reservation_needed" not in codes(assess(defect(**seen)))


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, "small_professional_if"),
        ({"employees": 3}, "small_professional_if"),
        ({"employees": 3, "within_main_activity": False}, "small_professional"),
        ({"employees": 6, "within_main_activity": False}, "too_large_or_own_trade"),
        ({"within_main_activity": True}, "too_large_or_own_trade"),
    ],
)
def test_a_business_is_told_of_itself_only_what_it_said(known: dict[str, Any], code: str) -> None:
    assert code in codes(assess(alice(**AT_THE_COUNTER, **known)))


def test_whoever_received_it_is_named() -> None:
    given = alice(recipient=Recipient.THIRD_PARTY)
    assert "starts_with_third_party" in codes(assess(given))
    assert "starts_with_delivery" in codes(assess(alice()))


def test_a_day_that_did_not_move_is_not_said_to_have_moved() -> None:
    assert "period_counted" in codes(assess(alice()))
    assert "period_moved" in codes(assess(alice(delivered=date(2026, 3, 7))))


def test_while_a_person_looks_nobody_is_told_that_no_time_runs_or_nothing_goes_back() -> None:
    told = explain(assess(defect(country="DE", buyer=Buyer.PROFESSIONAL)), "en")
    assert told.until == "A person checks which time limit applies to your request."
    assert told.pays == "Send nothing back for now."
    assert explain(assess(alice(country="US", delivered=None)), "en").pays == "There is nothing to send back."


def test_ending_the_contract_at_once_ends_with_its_own_day() -> None:
    told = explain(assess(defect(country="PT", noticed=date(2026, 3, 20), remedy_asked=Remedy.RESCISSION)), "en")
    assert told.until == "Law: you may cancel at once until Wednesday 1\u00a0April 2026 included."


def test_what_was_repaired_is_not_promised_again() -> None:
    told = explain(assess(defect(repaired_returned=date(2026, 5, 20))), "en")
    assert told.what == "It is done. You had nothing to pay."
    assert told.remains[0] == "If the defect comes back, you may ask for a lower price or cancel."


def test_goods_are_not_sent_back_before_they_came() -> None:
    before = alice(ordered=date(2026, 5, 4), declared=date(2026, 5, 11), delivered=date(2026, 6, 3))
    assert assess(before).day("return_by") == date(2026, 6, 17)
    soon = alice(ordered=date(2026, 5, 4), declared=date(2026, 5, 11), delivered=date(2026, 5, 20))
    assert assess(soon).day("return_by") == date(2026, 5, 26)  # Whit Monday is a holiday


def test_a_guarantee_that_ended_is_not_said_to_run() -> None:
    told = explain(assess(defect(noticed=date(2027, 12, 1), declared=date(2028, 6, 1))), "en").until
    assert told.startswith("Law: the legal guarantee")
    assert told.endswith("ended on Thursday 2\u00a0March 2028; what showed before is still covered.")


def test_who_keeps_the_article_sends_back_nothing_for_sure() -> None:
    lower = {"repaired_returned": date(2026, 6, 20), "remedy_asked": Remedy.PRICE_REDUCTION}
    told = explain(assess(defect(**lower)), "en")
    assert (told.what[:16], told.pays) == ("You keep the ite", "If a return is needed, we pay for it.")
