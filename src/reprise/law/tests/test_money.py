"""What is paid back, by when, who pays the way back, and what a delay costs."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from reprise.core.money import Money
from reprise.law.assess import assess
from reprise.law.facts import CommercialPolicy, Facts, Line, Notices, Prices
from reprise.law.tests.people import TOLD, UNTOLD, alice, codes, defect, late
from reprise.law.vocabulary import Item, Payer, Remedy

DAY_14 = date(2026, 3, 23)


def refund(facts: Facts) -> int | None:
    amount = assess(facts).refund
    return amount.minor if amount else None


def test_everything_but_the_express_supplement_comes_back() -> None:
    assert refund(alice(prices=Prices(items=100, delivery_standard=20, delivery_express_supplement=7))) == 120


def test_all_of_it_comes_back_when_the_delivery_never_came() -> None:
    prices = Prices(items=100, delivery_standard=20, delivery_express_supplement=7)
    assert refund(late(prices=prices, date_essential=True, resolution_received=date(2026, 5, 25))) == 127


def test_the_fee_is_kept_when_the_rest_had_to_be_shipped_anyway() -> None:
    assert refund(alice(other_items=(Item.SPARE_PART,))) == 32900
    assert refund(alice(other_items=(Item.STL_DOWNLOAD,))) == 33890


def test_two_lines_given_back_together_bring_the_fee_back() -> None:
    lines = (Line(item=Item.PRINTER_NEW, price=30000), Line(item=Item.FILAMENT_SEALED, price=2900))
    assert refund(alice(lines=lines)) == 33890


@pytest.mark.parametrize(
    ("info", "assessed", "expected"),
    [(TOLD, 5000, 28890), (TOLD, 99900, 990), (TOLD, 0, 33890), (UNTOLD, 5000, 33890)],
)
def test_lost_value_is_deducted_only_when_told_and_never_from_delivery(
    info: Notices, assessed: int, expected: int
) -> None:
    assert refund(alice(used_beyond_test=True, depreciation_assessed=assessed, info=info)) == expected


def test_without_use_beyond_a_test_nothing_is_deducted() -> None:
    assert refund(alice(depreciation_assessed=5000)) == 33890


def test_the_promise_gives_what_it_says() -> None:
    after = {"declared": date(2026, 3, 27)}
    assert refund(alice(commercial_policy=CommercialPolicy(return_days=30), **after)) == 32900
    generous = CommercialPolicy(return_days=30, refunds_delivery=True, return_cost_by=Payer.SELLER)
    answer = assess(alice(commercial_policy=generous, **after))
    assert answer.refund == Money(33890, "EUR")
    assert (answer.refund_due, answer.return_cost_by) == (None, Payer.SELLER)


def test_postage_is_paid_back_fourteen_days_after_the_guarantee_was_accepted() -> None:
    answer = assess(defect(postage_paid_by_consumer=1250, guarantee_accepted_on=date(2026, 5, 11)))
    assert (answer.refund, answer.refund_due) == (Money(1250, "EUR"), date(2026, 5, 25))


@pytest.mark.parametrize(
    ("back", "due"),
    [
        ({}, None),
        ({"sent_back": date(2026, 3, 12)}, DAY_14),
        ({"sent_back": date(2026, 3, 12), "proof_of_dispatch_given": None}, None),
        ({"sent_back": date(2026, 3, 12), "proof_of_dispatch_given": None, "received_back": date(2026, 3, 26)},
         date(2026, 3, 26)),
        ({"sent_back": date(2026, 3, 24)}, date(2026, 3, 24)),
        ({"seller_collects": True}, DAY_14),
        ({"delivered": None}, DAY_14),
        ({"item": Item.STL_DOWNLOAD}, DAY_14),
    ],
)  # fmt: skip
def test_the_seller_may_wait_for_the_goods_or_the_proof(back: dict[str, object], due: date | None) -> None:
    assert assess(alice(**back)).refund_due == due


def test_the_refund_day_never_moves_off_a_holiday_but_the_return_day_does() -> None:
    answer = assess(alice(declared=date(2026, 3, 8), sent_back=date(2026, 3, 12)))
    assert (answer.refund_due, answer.day("return_by")) == (date(2026, 3, 22), DAY_14)


def test_ireland_counts_the_refund_from_receipt() -> None:
    back = {"remedy_asked": Remedy.RESCISSION, "noticed": date(2026, 3, 20), "declared": date(2026, 3, 25),
            "sent_back": date(2026, 3, 27), "received_back": date(2026, 4, 1)}  # fmt: skip
    assert assess(defect(country="IE", **back)).refund_due == date(2026, 4, 15)
    assert assess(defect(country="PT", **back)).refund_due == date(2026, 4, 10)


def test_goods_already_with_the_seller_are_paid_from_the_end_of_the_contract() -> None:
    answer = assess(defect(received_back=date(2026, 5, 8), rescission_notified=date(2026, 6, 10)))
    assert answer.refund_due == date(2026, 6, 24)


@pytest.mark.parametrize(
    ("changes", "payer"),
    [
        ({}, Payer.BUYER),
        ({"info": Notices(withdrawal=True)}, Payer.SELLER),
        ({"seller_collects": True}, Payer.SELLER),
        ({"delivered": None}, Payer.NONE),
        ({"item": Item.STL_DOWNLOAD}, Payer.NONE),
        ({"declared": date(2026, 6, 1)}, Payer.NONE),
        ({"commercial_policy": CommercialPolicy(return_days=30, return_cost_by=Payer.SELLER)}, Payer.SELLER),
        ({"commercial_policy": CommercialPolicy(return_days=3, return_cost_by=Payer.SELLER)}, Payer.BUYER),
    ],
)
def test_who_pays_the_return(changes: dict[str, object], payer: Payer) -> None:
    assert assess(alice(**changes)).return_cost_by is payer


RATES = ((date(2026, 7, 1), Decimal("6.84")), (date(2026, 1, 1), Decimal("6.67")))


def owed_by_hand(base: Decimal, cap: Decimal, due: date, paid: date) -> Decimal:
    """L242-4 as one would work it out with a calendar and a pencil."""
    days = (paid - due).days
    if days <= 10:
        late_days = [due + timedelta(days=number) for number in range(1, days + 1)]
        rates = [next(rate for since, rate in RATES if since <= day) for day in late_days]
        return (base * sum(rates) / 100 / 365).quantize(Decimal("0.01"), ROUND_HALF_UP)
    bands = ((20, 5), (30, 10), (60, 20), (90, 50))
    percent = next((share for last, share in bands if days <= last), None)
    if percent is None:
        percent, day, months = 50, due + timedelta(days=90), 0
        while day < paid:
            months += 1
            year, month = divmod((due + timedelta(days=90)).month - 1 + months, 12)
            ninetieth = due + timedelta(days=90)
            length = (date(ninetieth.year + year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
            day = date(ninetieth.year + year, month + 1, min(ninetieth.day, length))
        percent += 5 * months
    return min(cap, (base * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize("days", [*range(1, 130), 180, 244, 365, 500])
def test_the_late_increase_agrees_with_pencil_and_calendar(days: int) -> None:
    paid = date(2026, 6, 25) + timedelta(days=days)
    answer = assess(
        alice(ordered=date(2026, 6, 1), delivered=date(2026, 6, 5), declared=date(2026, 6, 11),
              sent_back=date(2026, 6, 12), refunded=paid)
    )  # fmt: skip
    assert answer.refund_due == date(2026, 6, 25)
    assert answer.penalty is not None
    assert answer.penalty.amount is not None
    expected = owed_by_hand(Decimal("338.90"), Decimal("329.00"), date(2026, 6, 25), paid)
    assert (answer.penalty.amount.decimal, answer.penalty.days_late) == (expected, days)
    assert answer.penalty.capped_at_product_price is (expected == Decimal("329.00"))


@pytest.mark.parametrize(("days", "percent"), [(1, 10), (14, 10), (15, 20), (30, 20), (31, 50), (400, 50)])
def test_late_after_a_rescission_grows_by_ten_twenty_or_fifty_per_cent(days: int, percent: int) -> None:
    facts = defect(rescission_notified=date(2026, 6, 10), received_back=date(2026, 6, 15),
                   refunded=date(2026, 6, 29) + timedelta(days=days))  # fmt: skip
    penalty = assess(facts).penalty
    assert penalty is not None
    assert penalty.amount == Money(329 * percent, "EUR")
    assert penalty.basis == "L241-7"


def test_in_time_unpaid_abroad_or_by_promise_nothing_is_added() -> None:
    paid_late = {"sent_back": date(2026, 3, 12), "refunded": date(2026, 5, 1)}
    assert assess(alice(**paid_late)).penalty is not None
    assert assess(alice(**paid_late | {"refunded": DAY_14})).penalty is None
    assert assess(alice(**paid_late | {"refunded": None})).penalty is None
    assert assess(alice(country="DE", **paid_late)).penalty is None
    promise = CommercialPolicy(return_days=90)
    assert assess(alice(declared=date(2026, 4, 1), commercial_policy=promise, **paid_late)).penalty is None


def test_a_rate_not_published_yet_leaves_the_sum_open() -> None:
    facts = alice(ordered=date(2026, 12, 1), delivered=date(2026, 12, 4), declared=date(2026, 12, 16),
                  sent_back=date(2026, 12, 17), refunded=date(2027, 1, 4))  # fmt: skip
    answer = assess(facts)
    assert answer.penalty is not None
    assert answer.penalty.amount is None
    assert "late_increase_unknown" in codes(answer)
