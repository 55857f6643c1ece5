"""Facts are read strictly: each mistake is told with what to write instead, all at once."""

from datetime import date

import pytest

from reprise.law.facts import UNSAID
from reprise.law.reading import FactsError, read_facts
from reprise.law.values import Unreadable, a_clock_time
from reprise.law.vocabulary import Item

USUAL: dict[str, object] = {
    "country": "FR", "buyer": "consumer", "channel": "distance", "seller": "shop", "item": "printer_new",
    "claim": "withdraw", "declared": "2026-03-09",
}  # fmt: skip


def problems(**changes: object) -> dict[str, str]:
    with pytest.raises(FactsError) as caught:
        read_facts(USUAL | changes)
    return {problem.field: problem.message for problem in caught.value.problems}


def test_what_is_left_out_has_its_usual_meaning() -> None:
    facts = read_facts(USUAL)
    assert (facts.last_delivery_of_order, facts.proof_of_dispatch_given) == (UNSAID, UNSAID)
    assert facts.delivered is None
    assert not facts.info.withdrawal


def test_null_says_something_for_two_facts_only() -> None:
    facts = read_facts(USUAL | {"last_delivery_of_order": None, "proof_of_dispatch_given": None, "noticed": None})
    assert (facts.last_delivery_of_order, facts.proof_of_dispatch_given, facts.noticed) == (None, None, None)


def test_amounts_dates_lists_and_parts_are_read() -> None:
    facts = read_facts(
        USUAL
        | {
            "country": "UK",
            "delivered": ["2026-03-02", None, date(2026, 3, 5)],
            "prices": {"items": "329.00", "delivery_standard": "9.90"},
            "other_items": ["filament_sealed"],
            "commercial_policy": {"return_days": 30},
        }
    )
    assert facts.country == "GB"
    assert facts.lots == (date(2026, 3, 2), None, date(2026, 3, 5))
    assert (facts.prices.items, facts.prices.delivery_standard) == (32900, 990)
    assert facts.other_items == (Item.FILAMENT_SEALED,)


@pytest.mark.parametrize(
    ("changes", "field", "part"),
    [
        ({"delivered": "02/03/2026"}, "delivered", "2026-03-16"),
        ({"delivered": "2026-02-30"}, "delivered", "calendar"),
        ({"delivered": "9999-12-31"}, "delivered", "between 1950 and 2150"),
        ({"delivered": 20260302}, "delivered", "not a date"),
        ({"prices": {"items": 329.5}}, "prices.items", "two decimals"),
        ({"prices": {"items": "-3.00"}}, "prices.items", "two decimals"),
        ({"prices": ["329.00"]}, "prices", "not a mapping"),
        ({"prices": {"goods": "3.00"}}, "prices.goods", "not a known key"),
        ({"buyer": "alien"}, "buyer", "non_professional"),
        ({"item": ["printer_new"]}, "item", "not known"),
        ({"downloaded": "yes"}, "downloaded", "true or false"),
        ({"employees": True}, "employees", "whole number"),
        ({"employees": -1}, "employees", "whole number"),
        ({"country": "France"}, "country", "two capital letters"),
        ({"declared_time": "25:00 Europe/Paris"}, "declared_time", "hours and zone"),
        ({"declared_time": "12:00 Europe/Atlantis"}, "declared_time", "time zone"),
        ({"declared_time": "12:00 ../../etc/passwd"}, "declared_time", "time zone"),
        ({"deliverd": "2026-03-02"}, "deliverd", "write delivered"),
        ({"xyzzy": 1}, "xyzzy", "known keys are"),
        ({"claim": None}, "claim", "missing"),
        ({"item": None}, "item", "missing"),
        ({"lines": [{"item": "printer_new", "price": "3.00"}]}, "item", "one of the two"),
        ({"item": None, "lines": [{"item": "printer_new"}]}, "lines.0.price", "missing"),
        ({"item": None, "lines": "printer_new"}, "lines", "not a list"),
        ({"commercial_policy": {}}, "commercial_policy.return_days", "missing"),
        ({"commercial_policy": {"return_days": 3, "return_cost_by": "none"}},
         "commercial_policy.return_cost_by", "buyer or seller"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_what_to_write(changes: dict[str, object], field: str, part: str) -> None:
    told = problems(**changes)
    assert part in told[field]


def test_all_mistakes_are_told_at_once() -> None:
    assert set(problems(buyer="alien", delivered="soon", colour="red")) == {"buyer", "delivered", "colour"}


@pytest.mark.parametrize("thing", [None, [], "facts", 3])
def test_something_else_than_a_mapping_is_told(thing: object) -> None:
    with pytest.raises(FactsError, match="not a mapping"):
        read_facts(thing)


def test_a_deep_value_is_quoted_briefly() -> None:
    deep: object = []
    for _ in range(500):
        deep = [deep, deep]
    assert len(problems(buyer=deep)["buyer"]) < 250


def test_a_clock_time_names_a_zone_that_exists() -> None:
    assert a_clock_time("23:30 Europe/Paris") == "23:30 Europe/Paris"
    with pytest.raises(Unreadable):
        a_clock_time("23:30 /etc/localtime")
