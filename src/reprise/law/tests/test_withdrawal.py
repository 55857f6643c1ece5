"""May the buyer change their mind?"""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.facts import CommercialPolicy, DigitalConditions, Facts, Line, Notices
from reprise.law.tests.people import TOLD, UNTOLD, alice, codes
from reprise.law.vocabulary import Basis, Buyer, Channel, Decision, Item, Payer, Seller

ALL_MET = DigitalConditions(express_consent=True, loss_acknowledged=True, durable_confirmation=True)


def decision(facts: Facts) -> Decision:
    return assess(facts).decision


def test_alice_may_withdraw_on_the_fourteenth_day_and_not_on_the_fifteenth() -> None:
    assert decision(alice(declared=date(2026, 3, 16))) is Decision.ACCEPT
    answer = assess(alice(declared=date(2026, 3, 17)))
    assert (answer.decision, answer.basis) == (Decision.REFUSE, Basis.NONE)
    assert "period_over" in codes(answer)


def test_before_delivery_the_period_has_not_begun() -> None:
    answer = assess(alice(delivered=None))
    assert answer.decision is Decision.ACCEPT
    assert answer.day("withdrawal_last_day") is None
    assert answer.return_cost_by is Payer.NONE
    assert answer.refund_due == date(2026, 3, 23)


def test_the_last_good_of_the_order_starts_the_period() -> None:
    waiting = alice(last_delivery_of_order=None, declared=date(2026, 5, 4))
    assert decision(waiting) is Decision.ACCEPT
    later = assess(alice(last_delivery_of_order=date(2026, 3, 20)))
    assert later.day("withdrawal_last_day") == date(2026, 4, 3)


def test_regular_deliveries_start_it_with_the_first() -> None:
    boxes = alice(delivered=(date(2026, 2, 3), date(2026, 3, 3), date(2026, 4, 2)), regular_delivery=True)
    assert assess(boxes).day("withdrawal_last_day") == date(2026, 2, 17)


@pytest.mark.parametrize("item", [Item.CUSTOM_FILE, Item.CUSTOM_DIMENSIONS, Item.CATALOGUE_PERSONALISED])
def test_what_is_made_for_the_buyer_is_excluded_if_that_was_announced(item: Item) -> None:
    announced = Notices(withdrawal=True, return_cost=True, exclusion=True)
    assert decision(alice(item=item, info=announced, production_started=False)) is Decision.REFUSE
    silent = assess(alice(item=item, info=TOLD))
    assert silent.decision is Decision.HUMAN_REVIEW
    assert Basis.WITHDRAWAL in silent.rights
    assert silent.refund is None


@pytest.mark.parametrize("item", [Item.CATALOGUE_STANDARD, Item.FILAMENT_OPENED, Item.PRINTER_SECOND_HAND])
def test_the_list_of_exceptions_is_closed(item: Item) -> None:
    assert decision(alice(item=item)) is Decision.ACCEPT


def test_opened_resin_goes_to_a_person() -> None:
    assert "opened_resin" in codes(assess(alice(item=Item.RESIN_OPENED)))
    assert decision(alice(item=Item.RESIN_OPENED)) is Decision.HUMAN_REVIEW


@pytest.mark.parametrize("missing", ["express_consent", "loss_acknowledged", "durable_confirmation"])
def test_a_file_is_lost_to_withdrawal_only_when_all_three_conditions_are_met(missing: str) -> None:
    usual = {"item": Item.STL_DOWNLOAD, "declared": date(2026, 3, 9), "downloaded": True}
    assert decision(alice(digital=ALL_MET, **usual)) is Decision.REFUSE
    two = DigitalConditions(**{name: name != missing for name in
                               ("express_consent", "loss_acknowledged", "durable_confirmation")})  # fmt: skip
    assert decision(alice(digital=two, **usual)) is Decision.ACCEPT


def test_the_period_of_a_file_runs_from_the_contract() -> None:
    answer = assess(alice(item=Item.STL_DOWNLOAD, declared=date(2026, 3, 9)))
    assert answer.day("withdrawal_last_day") == date(2026, 3, 12)
    assert answer.day("return_by") is None


def test_a_club_has_no_withdrawal_and_a_small_professional_only_off_premises() -> None:
    assert decision(alice(buyer=Buyer.NON_PROFESSIONAL)) is Decision.REFUSE
    small = alice(buyer=Buyer.PROFESSIONAL, employees=5, within_main_activity=False)
    assert decision(small) is Decision.REFUSE
    signed = alice(buyer=Buyer.PROFESSIONAL, employees=5, within_main_activity=False, channel=Channel.OFF_PREMISES)
    assert decision(signed) is Decision.ACCEPT
    asked = assess(alice(buyer=Buyer.PROFESSIONAL, within_main_activity=False, channel=Channel.OFF_PREMISES))
    assert (asked.decision, asked.missing) == (Decision.HUMAN_REVIEW, ("employees",))


def test_a_private_seller_owes_no_withdrawal() -> None:
    assert decision(alice(seller=Seller.PRIVATE_INDIVIDUAL)) is Decision.REFUSE


def test_untold_the_period_is_twelve_months_longer() -> None:
    answer = assess(alice(info=UNTOLD, declared=date(2027, 3, 16)))
    assert answer.decision is Decision.ACCEPT
    assert answer.day("withdrawal_initial_last_day") == date(2026, 3, 16)
    assert answer.day("withdrawal_last_day") == date(2027, 3, 16)
    assert decision(alice(info=UNTOLD, declared=date(2027, 3, 17))) is Decision.REFUSE


def test_told_late_the_period_ends_fourteen_days_after() -> None:
    told = Notices(withdrawal=True, return_cost=True, withdrawal_given_on=date(2026, 4, 7))
    assert assess(alice(info=told)).day("withdrawal_last_day") == date(2026, 4, 21)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (date(2025, 12, 26), Decision.ACCEPT),
        (date(2025, 12, 29), Decision.HUMAN_REVIEW),
        (date(2025, 12, 30), Decision.REFUSE),
    ],
)
def test_a_holiday_of_alsace_moselle_alone_makes_a_person_look(declared: date, expected: Decision) -> None:
    answer = assess(alice(ordered=date(2025, 12, 9), delivered=date(2025, 12, 12), declared=declared))
    assert answer.decision is expected
    assert ("regional_holiday" in codes(answer)) is (expected is Decision.HUMAN_REVIEW)
    assert (Basis.WITHDRAWAL in answer.rights) is (expected is not Decision.REFUSE)


def test_the_shop_s_promise_takes_back_what_the_law_does_not() -> None:
    promise = CommercialPolicy(return_days=30)
    answer = assess(alice(declared=date(2026, 3, 27), commercial_policy=promise))
    assert (answer.decision, answer.basis) == (Decision.ACCEPT, Basis.COMMERCIAL)
    assert answer.day("commercial_last_day") == date(2026, 4, 1)
    assert decision(alice(declared=date(2026, 4, 2), commercial_policy=promise)) is Decision.REFUSE


def test_the_law_comes_before_the_promise_as_it_gives_more() -> None:
    answer = assess(alice(commercial_policy=CommercialPolicy(return_days=30)))
    assert answer.basis is Basis.WITHDRAWAL
    assert Basis.COMMERCIAL in answer.rights


def test_each_kind_of_goods_is_decided_by_itself() -> None:
    lines = (Line(item=Item.CUSTOM_FILE, price=8000), Line(item=Item.FILAMENT_SEALED, price=2500))
    announced = Notices(withdrawal=True, return_cost=True, exclusion=True)
    answer = assess(alice(lines=lines, info=announced))
    assert answer.decision is Decision.ACCEPT_IN_PART
    assert [line.decision for line in answer.lines] == [Decision.REFUSE, Decision.ACCEPT]


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("23:30 Europe/Paris", date(2026, 3, 16)),
        ("00:30 Europe/Athens", date(2026, 3, 17)),
        ("18:30 America/New_York", date(2026, 3, 16)),
    ],
)
def test_the_last_hour_is_counted_where_the_buyer_lives(clock: str, day: date) -> None:
    assert decision(alice(declared=day, declared_time=clock)) is Decision.ACCEPT


def test_half_past_seven_in_new_york_is_the_next_day_in_france() -> None:
    late = alice(declared=date(2026, 3, 16), declared_time="19:30 America/New_York")
    assert decision(late) is Decision.REFUSE


def test_a_contested_delivery_makes_a_person_look() -> None:
    answer = assess(alice(delivered=None, carrier_status_delivered=date(2026, 3, 2)))
    assert answer.decision is Decision.HUMAN_REVIEW
    assert answer.return_cost_by is Payer.NONE


def test_abroad_the_law_of_the_buyer_decides() -> None:
    assert "no_withdrawal_in_country" in codes(assess(alice(country="CH")))
    assert decision(alice(country="CH", channel=Channel.OFF_PREMISES)) is Decision.HUMAN_REVIEW
    assert decision(alice(country="US")) is Decision.HUMAN_REVIEW
    polish = {"country": "PL", "buyer": Buyer.PROFESSIONAL}
    assert decision(alice(**polish)) is Decision.HUMAN_REVIEW
    assert decision(alice(within_main_activity=True, **polish)) is Decision.REFUSE


@pytest.mark.parametrize(
    ("region", "expected"), [("57", Decision.ACCEPT), ("", Decision.REFUSE), ("971", Decision.REFUSE)]
)
def test_where_the_region_is_known_its_holidays_decide_and_nobody_asks(region: str, expected: Decision) -> None:
    days = {"ordered": date(2025, 12, 9), "delivered": date(2025, 12, 12), "declared": date(2025, 12, 29)}
    answer = assess(alice(**days, region=region))
    assert answer.decision is expected
    assert "regional_holiday" not in codes(answer)
    assert answer.day("withdrawal_last_day") == date(2025, 12, 29 if region == "57" else 26)
