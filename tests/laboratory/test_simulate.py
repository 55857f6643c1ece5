"""A replay through two policies: what changes, what it costs, who loses, and what could not be replayed."""

from datetime import date, timedelta
from typing import Any

import pytest

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.cases.models import CaseLine
from reprise.apps.policies.rules import Policy, Row
from reprise.demo.synthetic.shop import room_in, synthetic_shop
from reprise.demo.synthetic.writing import write_history
from reprise.workflows.return_request import ask
from reprise.workflows.simulate_policy.running import Asked, Cancelled, simulate
from reprise.workflows.tests.builders import a_request, a_shop, an_order, asked, granted, ines
from reprise.workflows.tests.policies import at_least, at_most, one_of, policy, row
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
LONG_AGO = date(2024, 1, 1)
NO_ROWS = Policy()
KEEP_SMALL = row("k1", {"claim": one_of("defect"), "value_minor": at_most(9_999)}, verdict="accept", goods="keep")


def replayed(shop: Shop, draft: Policy, before: Policy = NO_ROWS, **more: Any) -> dict[str, Any]:
    """The report of a draft, compared with a policy."""
    wanted = Asked(before, 1, draft, more.pop("since", LONG_AGO), more.pop("until", TODAY))
    return simulate(shop=shop, asked=wanted, **more)


def history(cases: int = 90) -> Shop:
    """A shop with a past."""
    shop = synthetic_shop(AT)
    for _ in write_history(shop=shop, cases=cases, seed=11, start=room_in(shop), at=AT):
        pass
    return shop


def a_past() -> Shop:
    """A shop where Alice complained about three spools for 90,00 €, and Bob withdrew."""
    shop = a_shop()
    granted(an_order(shop, number="1"), claim="defect")
    asked(an_order(shop, number="2"), claim="withdraw")
    return shop


@pytest.mark.parametrize("rows", [(), (KEEP_SMALL,)])
def test_replaying_the_policy_in_force_changes_nothing(rows: tuple[Row, ...]) -> None:
    shop = history()
    same = policy(answer=rows)
    report = replayed(shop, same, same)
    assert report["replayed"] > 60
    assert (report["changed"], report["changes"], report["worse_off"]["lines"], report["less_than_law"]) == (
        0,
        [],
        0,
        0,
    )
    assert set(report["cost"]["difference"].values()) == {0}
    assert report["refund_delay"]["before"] == report["refund_delay"]["after"]
    assert all(row["before"] == row["after"] for row in report["rows"])


def test_goods_that_are_kept_spare_a_return_and_cost_their_price() -> None:
    report = replayed(a_past(), policy(answer=(KEEP_SMALL,)))
    assert (report["lines"], report["cases"], report["changed"], report["changed_cases"]) == (2, 2, 1, 1)
    assert report["returns_avoided"] == 1
    difference = report["cost"]["difference"]
    assert difference["kept_minor"] == 9_000
    assert difference["postage_minor"] == -590  # what Alice paid for her parcel
    assert difference["total_minor"] == 8_410
    assert report["better_off"] == {"lines": 1, "by_minor": 9_000}
    (change,) = report["changes"]
    assert (change["before"]["goods"], change["after"]["goods"], change["after"]["row"]) == ("back", "kept", "k1")
    assert report["dearest"] == [change]
    assert report["rows"] == [{"table": "answer", "row": "k1", "before": 0, "after": 1}]


def test_a_row_that_decides_at_once_saves_a_decision_and_its_wait() -> None:
    at_once = row("a1", {"claim": one_of("withdraw")}, verdict="accept", automatic=True)
    report = replayed(a_past(), policy(answer=(at_once,)))
    assert report["automatic"] == {"before": 0, "after": 1}
    assert report["staff_decisions_saved"] == 1
    assert {"from": "accept", "to": "automatic", "lines": 1} in report["matrix"]
    delay = report["refund_delay"]
    assert delay["after"]["median_days"] < delay["before"]["median_days"]


def test_who_loses_what_is_told_by_buyer_and_by_article() -> None:
    window = row("w1", {}, days=60)
    report = replayed(late_return(), NO_ROWS, policy(window=(window,)))
    assert report["worse_off"]["lines"] == 1
    assert report["worse_off"]["by_minor"] == 9_000 - 590  # the price, less the parcel Alice need not send
    assert {"by": "buyer", "whom": "consumer", "lines": 1, "by_minor": 8_410} in report["worse_off"]["groups"]
    assert {"by": "kind", "whom": "filament", "lines": 1, "by_minor": 8_410} in report["worse_off"]["groups"]
    assert report["less_than_law"] == 0


def late_return() -> Shop:
    """Alice changes her mind forty days after her spools came: the law gives nothing any more."""
    shop = a_shop()
    asked(an_order(shop, delivered_on=TODAY - timedelta(days=40), days_ago=44), claim="withdraw")
    return shop


def test_a_draft_that_refuses_what_the_law_gives_takes_nothing_away() -> None:
    """Law first: the composition lets no row take a right, so that nobody is replayed as getting less."""
    refuse = row("r1", {}, fr="Non.", en="No.", verdict="refuse")
    report = replayed(history(), policy(answer=(refuse,)))
    assert report["less_than_law"] == 0
    assert not [cell for cell in report["matrix"] if cell["from"] in {"accept", "part"} and cell["to"] == "refuse"]


def test_what_cannot_be_replayed_is_counted_with_its_reason() -> None:
    shop = a_past()
    taken_back = asked(an_order(shop, number="3"))
    CaseLine.objects.filter(case=taken_back).update(state="cancelled")
    unsorted = asked(an_order(shop, number="4", kind=""))
    assert CaseLine.objects.get(case=unsorted).proposal["facts"] == {}
    CaseLine.objects.filter(case=asked(an_order(shop, number="5"))).update(proposal={})
    broken = CaseLine.objects.get(case=asked(an_order(shop, number="6")))
    broken.proposal["facts"]["claim"] = "abduction"
    broken.save(update_fields=["proposal"])
    report = replayed(shop, policy(answer=(KEEP_SMALL,)))
    assert (report["lines"], report["replayed"]) == (6, 2)
    assert report["not_replayed"] == {"cancelled": 1, "kind_unknown": 1, "no_answer_kept": 1, "unreadable": 1}


def test_an_empty_past_and_days_without_requests_are_told_as_such() -> None:
    report = replayed(a_shop("neuf"), policy(answer=(KEEP_SMALL,)))
    assert (report["lines"], report["changed"], report["months"], report["matrix"]) == (0, 0, [], [])
    assert report["refund_delay"]["after"]["median_days"] is None
    assert replayed(a_past(), NO_ROWS, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2))["lines"] == 0


def test_only_the_days_asked_for_are_replayed_both_ends_included() -> None:
    shop = a_past()
    assert replayed(shop, NO_ROWS, since=TODAY, until=TODAY)["lines"] == 2
    assert replayed(shop, NO_ROWS, since=LONG_AGO, until=TODAY - timedelta(days=1))["lines"] == 0


def test_facts_the_draft_asks_for_and_nobody_knows_are_told() -> None:
    late = row("a1", {"days_since_delivery": at_least(1)}, verdict="accept")
    shop = a_shop()
    asked(an_order(shop, delivered_on=None), claim="defect")
    report = replayed(shop, policy(answer=(late,)))
    assert report["changed"] == 0
    assert report["unknown_facts"] == {"days_since_delivery": 1}


def test_the_past_of_a_customer_is_counted_as_it_was_that_day() -> None:
    shop = a_shop()
    alice = Customer.objects.create(shop=shop, email="alice@example.com")
    for number in (1, 2, 3):
        order = an_order(shop, number=str(number), days_ago=20 - number)
        order.customer = alice
        order.save(update_fields=["customer"])
        ask(actor=ines(shop.pk), order=order, request=a_request(order), at=AT + timedelta(hours=number))
    often = row("s1", {"returns_12m": at_least(2)}, question_en="Why?", question_fr="Pourquoi ?")
    report = replayed(shop, policy(signal=(often,)))
    assert report["unknown_facts"] == {}
    assert {"table": "signal", "row": "s1", "before": 0, "after": 1} in report["rows"]  # the third request alone
    assert {"from": "accept", "to": "person", "lines": 1} in report["matrix"]


def test_two_processes_find_what_one_finds() -> None:
    shop = history(120)
    draft = policy(answer=(KEEP_SMALL,))
    alone, together = (replayed(shop, draft, processes=number) for number in (1, 2))
    assert alone == together
    assert alone["changed"] > 5


def test_it_tells_how_far_it_is_and_stops_when_nobody_wants_it_any_more() -> None:
    shop, told = a_past(), []
    replayed(shop, NO_ROWS, progress=lambda done, lines: told.append((done, lines)))
    assert told == [(0, 2), (2, 2)]

    def enough(done: int, lines: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        replayed(shop, NO_ROWS, progress=enough)
