"""No entitlement shrinks when one fact becomes more favourable to the buyer, whatever the others are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, note
from hypothesis import strategies as st

from reprise.law.assess import assess
from reprise.law.facts import DigitalConditions, Facts, Line, Prices
from reprise.law.tests.chance import in_order
from reprise.law.tests.entitlements import LAST_DAYS, never_less
from reprise.law.vocabulary import Claim, Item

Change = Callable[[Facts], Facts]

#: Goods that carry at least the rights of the first.
BETTER = {
    Item.RESIN_OPENED: Item.FILAMENT_SEALED,
    Item.PRINTER_SECOND_HAND: Item.PRINTER_NEW,
    Item.CATALOGUE_PERSONALISED: Item.CATALOGUE_STANDARD,
    Item.CUSTOM_FILE: Item.CATALOGUE_STANDARD,
    Item.CUSTOM_DIMENSIONS: Item.SPARE_PART,
    Item.FILAMENT_OPENED: Item.FILAMENT_SEALED,
}


def better_goods(facts: Facts) -> Facts:
    lines = tuple(Line(item=BETTER.get(line.item, line.item), price=line.price) for line in facts.lines)
    return replace(facts, item=BETTER.get(facts.item, facts.item) if facts.item else None, lines=lines)


def more_paid_back(facts: Facts) -> Facts:
    return replace(facts, prices=replace(facts.prices, delivery_standard=facts.prices.delivery_standard + 500))


#: One fact made better for the buyer at a time; each may be made whatever the other facts are.
BETTER_FOR_THE_BUYER: dict[str, Change] = {
    "never told of the right": lambda f: replace(f, info=replace(f.info, withdrawal=False, withdrawal_given_on=None)),
    "never told of the cost of the return": lambda f: replace(f, info=replace(f.info, return_cost=False)),
    "never told that the right is excluded": lambda f: replace(f, info=replace(f.info, exclusion=False)),
    "no condition of a file is met": lambda f: replace(f, digital=DigitalConditions()),
    "the file was not downloaded": lambda f: replace(f, downloaded=False),
    "nothing used beyond a test": lambda f: replace(f, used_beyond_test=False),
    "no value lost": lambda f: replace(f, depreciation_assessed=0),
    "the defect is not minor": lambda f: replace(f, defect_minor=False),
    "the seller collects": lambda f: replace(f, seller_collects=True),
    "the date was essential": lambda f: replace(f, date_essential=True),
    "another trade than the seller's": lambda f: replace(f, same_speciality=False),
    "the seller's carrier": lambda f: replace(f, carrier_chosen_by_buyer=False),
    "goods that carry more rights": better_goods,
    "a dearer standard delivery, to be paid back": more_paid_back,
    "nothing else in the order": lambda f: replace(f, other_items=()),
}


@given(in_order())
def test_a_fact_better_for_the_buyer_never_gives_less(facts: Facts) -> None:
    # Told on the last day of the extension, the buyer has fourteen days from there: more than if never told.
    facts = replace(facts, info=replace(facts.info, withdrawal_given_on=None))
    worse = assess(facts)
    for name, change in BETTER_FOR_THE_BUYER.items():
        note(name)
        never_less(worse, assess(change(facts)))


@given(in_order(), st.integers(1, 60))
def test_goods_that_came_later_never_shorten_a_right(facts: Facts, days: int) -> None:
    if isinstance(facts.delivered, date) and facts.declared is not None and facts.noticed is not None:
        later = min(facts.delivered + timedelta(days=days), facts.noticed)
        worse, better = assess(facts), assess(replace(facts, delivered=max(later, facts.delivered)))
        for name in LAST_DAYS:
            before, after = worse.day(name), better.day(name)
            assert before is None or after is None or after >= before, name


@given(in_order(), st.integers(1, 400))
def test_a_longer_delay_never_costs_the_seller_less(facts: Facts, days: int) -> None:
    if facts.refunded is None:
        return
    sooner, later = assess(facts), assess(replace(facts, refunded=facts.refunded + timedelta(days=days)))
    if sooner.penalty is not None and sooner.penalty.amount is not None:
        assert later.penalty is not None
        assert later.penalty.amount is None or later.penalty.amount.minor >= sooner.penalty.amount.minor


@given(in_order(), st.integers(1, 30))
def test_a_sooner_return_is_never_paid_later(facts: Facts, days: int) -> None:
    if facts.received_back is None or facts.declared is None or facts.sent_back is None:
        return
    lots = [day for day in facts.lots if day is not None]
    least = max((facts.declared, *lots))
    sooner = replace(facts, sent_back=max(least, facts.sent_back - timedelta(days=days)))
    worse, better = assess(facts), assess(sooner)
    if worse.refund_due is not None and better.refund_due is not None:
        assert better.refund_due <= worse.refund_due


def test_each_change_really_changes_something() -> None:
    facts = Facts(
        country="FR", claim=Claim.WITHDRAW, declared=date(2026, 3, 9), item=Item.RESIN_OPENED,
        prices=Prices(items=100), downloaded=True, used_beyond_test=True, depreciation_assessed=5, defect_minor=True,
        same_speciality=True, carrier_chosen_by_buyer=True, other_items=(Item.SPARE_PART,),
    )  # fmt: skip
    told = replace(facts, info=replace(facts.info, withdrawal=True, return_cost=True, exclusion=True))
    told = replace(told, digital=DigitalConditions(express_consent=True))
    assert all(change(told) != told for change in BETTER_FOR_THE_BUYER.values())
