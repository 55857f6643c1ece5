"""Whatever programs, providers and time do to the cases of an order, what a case lists can be done, and all adds up."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
import time_machine
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytest_django.fixtures import Settings

from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.apps.payments import ports
from reprise.apps.payments.ports import Outcome
from reprise.apps.payments.tests.builders import PretendCard, wire
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.worker import work_off
from tests.api.holding import check_case, check_letters, check_order
from tests.api.lives import call_for
from tests.api.programs import a_program, answer, bruno_s_shop
from tests.support.budget import dear

pytestmark = pytest.mark.django_db

BEGAN: Final = datetime.fromisoformat("2026-04-20T09:00:00+02:00")  # the first of May is near
CLAIMS: Final = ("withdraw", "defect", "wrong_item", "late_delivery")
SAID: Final = (Outcome.SETTLED, Outcome.FAILED, Outcome.UNKNOWN, Outcome.PENDING)
CALENDAR: Final = ("returns.expire", "letters.remind", "letters.inspected", "deadlines.tidy", "refund.watch")
CARD: Final = PretendCard()
#: What leaves a case where it is, or ends it early: taken now and then only.
RARE: Final = frozenset({"message", "note", "ask", "cancel", "void_refund", "announce_parcel", "add_proof"})
#: Several deeds on one case in a row: which, how, and whether it is sent twice.
STEPS: Final = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40), st.booleans()), min_size=2, max_size=9)


@pytest.fixture(autouse=True)
def card(settings: Settings) -> Iterator[None]:
    """The pretend card provider beside a person's hand, and no limit of calls."""
    settings.ENV = settings.ENV.model_copy(update={"api_calls_per_minute": 0})
    before = dict(ports._gateways)
    wire(CARD)
    yield
    ports.provide_gateways(before)


class Life(RuleBasedStateMachine):
    """An order with a few articles, and everything that may befall it."""

    @initialize(
        currency=st.sampled_from(["EUR", "JPY", "KWD"]), delivered=st.booleans(), gift=st.integers(0, 900),
        prices=st.lists(st.integers(7, 4_000), min_size=1, max_size=3), limit=st.sampled_from([None, 1_500]),
    )  # fmt: skip
    def buy(self, currency: str, delivered: bool, gift: int, prices: list[int], limit: int | None) -> None:
        self.at, self.cases = BEGAN, list[str]()
        with self.now():
            self.shop = bruno_s_shop(f"shop-{uuid4().hex[:12]}")
            type(self.shop).objects.filter(pk=self.shop.pk).update(second_person_above_minor=limit)
            self.till, self.boss = a_program(self.shop), a_program(self.shop)
            total = sum(prices) + 590
            self.order = an_order(
                self.shop, uuid4().hex[:8], currency=currency, ordered_at=BEGAN - timedelta(days=6), total_minor=total,
                delivered_on=date(2026, 4, 17) if delivered else None, delivery_origin="carrier" if delivered else "",
                promised_on=date(2026, 4, 16), shipping={"name": "Alice Martin"},
            )  # fmt: skip
            for place, paid in enumerate(prices, start=1):
                a_line(self.order, position=place, quantity=1 + paid % 4, paid_minor=paid, tax_minor=paid // 6)
            a_line(self.order, position=90, type="shipping", quantity=1, paid_minor=590, tax_minor=98, kind="")
            for place, part in enumerate(part for part in (total - gift, gift) if part):
                provider = "sandbox_card" if place == 0 else "gift_card"
                a_payment(self.order, position=place, captured_minor=part, provider=provider, reference=f"ch_{place}")

    def now(self) -> time_machine.travel:
        return time_machine.travel(self.at, tick=False)

    def send(self, path: str, body: dict[str, Any]) -> Any:
        with self.now():
            told = self.till.post(path, body) if body else self.till.get(path)
        assert told.status_code in {200, 201}, told.content
        return answer(told)

    def case(self, which: int) -> dict[str, Any]:
        found: dict[str, Any] = self.send(f"/cases/{self.cases[which % len(self.cases)]}", {})
        return found

    @rule(which=st.integers(0, 9), claim=st.sampled_from(CLAIMS), pieces=st.integers(1, 4))
    def ask(self, which: int, claim: str, pieces: int) -> None:
        goods = list(self.order.lines.filter(type="product").order_by("position"))
        line = goods[which % len(goods)]
        free = line.quantity - line.claimed_quantity
        wish = {"order_line_id": line.pk, "quantity": pieces, "claim": claim, "description": "Elle casse."}
        with self.now():
            told = self.till.post("/cases", {"order_id": self.order.pk, "lines": [wish], "language": "fr"})
        assert told.status_code == (201 if pieces <= free else 409), told.content
        if told.status_code == 201:
            self.cases.append(answer(told)["reference"])

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 9), steps=STEPS)
    def act(self, which: int, steps: list[tuple[int, int, bool]]) -> None:
        for deed, choice, twice in steps:
            case = self.case(which)
            listed = [action for action in case["actions"] if action["deed"] not in RARE or deed % 10 == 9]
            call = call_for(listed[deed % len(listed)], case, choice, self.send) if listed else None
            if call is not None:
                self.do(*call, twice=twice)
                self.holds()

    def do(self, path: str, body: dict[str, Any], *, twice: bool) -> None:
        """What is listed succeeds, and sent again it is answered alike and done once."""
        key = uuid4().hex
        with self.now():
            told = self.till.post(path, body, key=key)
            assert told.status_code == 201, (path, body, told.content)
            if twice:
                again = self.till.post(path, body, key=key)
                assert (again.content, again.headers["Idempotent-Replayed"]) == (told.content, "true")

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 9), news=st.sampled_from(["scan", "deliver", "lose"]))
    def hear_of_a_parcel(self, which: int, news: str) -> None:
        at = f"/cases/{self.case(which)['reference']}/parcels"
        for parcel in self.send(at, {})[:1]:
            with self.now():
                told = self.till.post(f"{at}/{parcel['id']}/news", {"news": news, "on": self.at.date().isoformat()})
            assert told.status_code in {201, 409}, told.content

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 9))
    def approve(self, which: int) -> None:
        for refund in [one for one in self.case(which)["refunds"] if one["awaits_approval"]]:
            with self.now():
                assert self.till.post(f"/refunds/{refund['id']}/approvals").status_code in {403, 409}
                assert self.boss.post(f"/refunds/{refund['id']}/approvals").status_code == 201

    @rule(days=st.integers(0, 12), said=st.sampled_from(SAID))
    def wait(self, days: int, said: Outcome) -> None:
        CARD.said = [said]
        self.at += timedelta(days=days, minutes=7)
        with self.now():
            for kind in CALENDAR:
                enqueue(kind=kind, payload={}, at=self.at, dedupe_key=kind, priority=-10)
            work_off(at=self.at)
        assert not Job.objects.exclude(fault="").exists()

    @invariant()
    def holds(self) -> None:
        self.order.refresh_from_db()
        check_order(self.order)
        for reference in self.cases:
            check_case(self.shop.pk, self.send(f"/cases/{reference}", {})["id"])

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            check_letters(self.shop.pk, "Alice", "Martin", "alice@example.com")


def test_whatever_happens_to_an_order_all_adds_up() -> None:
    run_state_machine_as_test(Life, settings=settings(dear(25), stateful_step_count=8))
