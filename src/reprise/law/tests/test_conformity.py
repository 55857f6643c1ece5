"""Are the goods what they should be?"""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.tests.people import codes, defect, why
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Item, Payer, Remedy, Seller


def test_within_two_years_the_defect_is_presumed_old() -> None:
    answer = assess(defect(noticed=date(2028, 3, 1), declared=date(2028, 3, 2)))
    assert (answer.decision, answer.basis, answer.return_cost_by) == (
        Decision.ACCEPT, Basis.CONFORMITY, Payer.SELLER,
    )  # fmt: skip
    assert answer.day("repair_by") == date(2028, 4, 1)


def test_noticed_in_time_it_may_be_told_later() -> None:
    answer = assess(defect(noticed=date(2028, 3, 1), declared=date(2028, 6, 1)))
    assert answer.decision is Decision.ACCEPT
    assert "appeared_within_guarantee" in codes(answer)
    assert Basis.CONFORMITY in answer.rights


def test_used_goods_are_presumed_faulty_for_twelve_months_only() -> None:
    early = defect(item=Item.PRINTER_SECOND_HAND, noticed=date(2027, 3, 2), declared=date(2027, 3, 2))
    assert assess(early).decision is Decision.ACCEPT
    later = assess(defect(item=Item.PRINTER_SECOND_HAND, noticed=date(2027, 3, 3), declared=date(2027, 3, 3)))
    assert later.decision is Decision.HUMAN_REVIEW
    assert "presumption_over" in codes(later)


def test_a_part_made_to_order_is_guaranteed_like_any_other() -> None:
    answer = assess(defect(item=Item.CUSTOM_FILE))
    assert answer.decision is Decision.ACCEPT
    assert "made_to_order_is_covered" in codes(answer)


def test_a_club_is_guaranteed_in_france_and_unsure_elsewhere() -> None:
    assert assess(defect(buyer=Buyer.NON_PROFESSIONAL)).decision is Decision.ACCEPT
    assert why(defect(buyer=Buyer.NON_PROFESSIONAL, country="DE"))[-2:] == [
        "non_professional_abroad",
        "seller_pays_return",
    ]


def test_a_professional_is_left_with_hidden_defects() -> None:
    answer = assess(defect(buyer=Buyer.PROFESSIONAL))
    assert (answer.decision, answer.basis) == (Decision.HUMAN_REVIEW, Basis.HIDDEN_DEFECT)
    assert answer.rights == {Basis.HIDDEN_DEFECT}
    assert "same_speciality_clause" in why(defect(buyer=Buyer.PROFESSIONAL, same_speciality=True))


def test_a_private_seller_too() -> None:
    answer = assess(defect(seller=Seller.PRIVATE_INDIVIDUAL))
    assert answer.basis is Basis.HIDDEN_DEFECT
    assert "private_seller_may_exclude" in codes(answer)


def test_a_professional_who_got_the_wrong_item_has_the_contract() -> None:
    answer = assess(defect(buyer=Buyer.PROFESSIONAL, claim=Claim.WRONG_ITEM))
    assert (answer.decision, answer.basis) == (Decision.HUMAN_REVIEW, Basis.NONE)


def test_once_the_guarantee_is_over_a_hidden_defect_is_looked_for() -> None:
    answer = assess(defect(noticed=date(2029, 5, 4), declared=date(2029, 5, 5)))
    assert (answer.decision, answer.basis) == (Decision.HUMAN_REVIEW, Basis.HIDDEN_DEFECT)
    assert answer.day("hidden_defect_until") == date(2031, 5, 4)
    assert answer.day("hidden_defect_longstop") == date(2046, 2, 26)


def test_a_hidden_defect_told_after_two_years_is_too_late() -> None:
    answer = assess(defect(noticed=date(2029, 5, 4), declared=date(2031, 5, 5)))
    assert answer.decision is Decision.REFUSE
    assert "hidden_defect_late" in codes(answer)


def test_twenty_years_after_the_sale_nothing_is_left() -> None:
    answer = assess(defect(noticed=date(2046, 2, 20), declared=date(2046, 2, 27)))
    assert answer.decision is Decision.REFUSE


def test_a_wrong_item_after_the_guarantee_is_refused() -> None:
    answer = assess(defect(claim=Claim.WRONG_ITEM, noticed=None, declared=date(2029, 5, 5)))
    assert answer.decision is Decision.REFUSE


def test_a_file_is_presumed_faulty_for_a_year() -> None:
    early = assess(defect(item=Item.STL_DOWNLOAD))
    assert (early.decision, early.basis, early.return_cost_by) == (
        Decision.ACCEPT, Basis.DIGITAL_CONFORMITY, Payer.NONE,
    )  # fmt: skip
    assert early.day("repair_by") is None
    later = defect(item=Item.STL_DOWNLOAD, noticed=date(2027, 3, 3), declared=date(2027, 3, 3))
    assert assess(later).decision is Decision.HUMAN_REVIEW


def test_nothing_delivered_asks_for_the_day_of_delivery() -> None:
    answer = assess(defect(delivered=None))
    assert (answer.decision, answer.missing) == (Decision.HUMAN_REVIEW, ("delivered",))


def test_a_rule_nobody_verified_goes_to_a_person() -> None:
    old = defect(
        ordered=date(2021, 12, 1), delivered=date(2021, 12, 6), noticed=date(2023, 3, 1), declared=date(2023, 3, 2)
    )
    assert "rule_unverified" in why(old)
    assert assess(old).decision is Decision.HUMAN_REVIEW


@pytest.mark.parametrize(
    ("country", "changes", "code"),
    [
        ("CH", {}, "country_goes_to_a_person"),
        ("GB", {}, "country_goes_to_a_person"),
        ("BE", {"declared": date(2026, 7, 5)}, "told_seller_late"),
        ("NL", {"declared": date(2026, 7, 5)}, "told_seller_late"),
        ("DE", {"noticed": date(2028, 3, 1), "declared": date(2028, 3, 20)}, "told_after_guarantee"),
        ("DE", {"item": Item.PRINTER_SECOND_HAND, "noticed": date(2027, 3, 20), "declared": date(2027, 3, 21)},
         "second_hand_may_be_shorter"),
        ("HU", {"noticed": date(2028, 3, 20), "declared": date(2028, 3, 21)}, "country_may_give_more"),
        ("PL", {"buyer": Buyer.PROFESSIONAL}, "sole_trader_unsettled"),
        ("CH", {"item": Item.STL_DOWNLOAD}, "country_rule_unknown"),
    ],
)  # fmt: skip
def test_what_is_unsettled_abroad_goes_to_a_person(country: str, changes: dict[str, object], code: str) -> None:
    answer = assess(defect(country=country, **changes))
    assert answer.decision is Decision.HUMAN_REVIEW
    assert code in codes(answer)


def test_a_repair_abroad_under_a_recent_sale_goes_to_a_person_and_in_france_does_not() -> None:
    recent = {"ordered": date(2026, 8, 3), "delivered": date(2026, 8, 6), "noticed": date(2026, 9, 1),
              "declared": date(2026, 9, 2), "remedy_asked": Remedy.REPAIR}  # fmt: skip
    assert "repair_extension_unsettled" in why(defect(country="DE", **recent))
    assert assess(defect(country="FR", **recent)).decision is Decision.ACCEPT
    assert assess(defect(country="DE", **recent | {"remedy_asked": Remedy.REPLACEMENT})).decision is Decision.ACCEPT


def test_an_item_past_the_european_minimum_is_refused_where_we_know_the_law() -> None:
    over = {"noticed": date(2028, 3, 20), "declared": date(2028, 3, 21)}
    assert assess(defect(country="DE", **over)).decision is Decision.REFUSE
    assert assess(defect(country="ES", **over)).decision is Decision.HUMAN_REVIEW  # third year: the buyer proves
