"""The adapter: the provider's own word counts, whatever else happens on the way is unknown."""

import json
import uuid

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.payments.ports import Order, Outcome
from reprise.core.money import Money
from reprise.integrations.sandbox_card.gateway import SandboxCardGateway, read_reply
from tests.support.sandbox_card import SandboxCard

QUICK = httpx.Timeout(0.5)


def an_order(payment: str = "") -> Order:
    return Order(f"key-{uuid.uuid4().hex}", payment or f"ch_{uuid.uuid4().hex}", Money(1990, "EUR"))


def test_the_same_key_repays_once(sandbox: SandboxCard) -> None:
    gateway, order = SandboxCardGateway(sandbox.url), an_order()
    first = gateway.refund(order)
    assert (first.outcome, first.amount) == (Outcome.SETTLED, Money(1990, "EUR"))
    assert gateway.refund(order) == first
    assert gateway.find(order.key) == first
    assert sandbox.paid(order.payment) == [1990]


def test_a_key_it_never_saw_is_vouched_for(sandbox: SandboxCard) -> None:
    assert SandboxCardGateway(sandbox.url).find("key-never-used").outcome is Outcome.NEVER_SEEN


@pytest.mark.parametrize(
    ("mode", "found"),
    [
        ("slow", Outcome.SETTLED), ("late", Outcome.NEVER_SEEN), ("drop", Outcome.NEVER_SEEN),
        ("drop_after", Outcome.SETTLED), ("garbage", Outcome.SETTLED), ("error", Outcome.SETTLED),
        ("down", Outcome.UNKNOWN),
    ],
)  # fmt: skip
def test_no_readable_answer_is_unknown_and_asking_tells_what_happened(
    sandbox: SandboxCard, mode: str, found: Outcome
) -> None:
    gateway, order = SandboxCardGateway(sandbox.url, timeout=QUICK), an_order()
    sandbox.behave(mode, seconds=1)
    assert gateway.refund(order).outcome is Outcome.UNKNOWN
    assert SandboxCardGateway(sandbox.url).find(order.key).outcome is found


def test_only_its_own_no_is_a_failure(sandbox: SandboxCard) -> None:
    gateway, order = SandboxCardGateway(sandbox.url), an_order()
    sandbox.behave("fail", times=1)
    answer = gateway.refund(order)
    assert (answer.outcome, answer.detail) == (Outcome.FAILED, "declined_by_issuer")
    assert gateway.refund(order).outcome is Outcome.FAILED
    assert sandbox.paid(order.payment) == []


def test_what_is_pending_settles_when_asked_later(sandbox: SandboxCard) -> None:
    gateway, order = SandboxCardGateway(sandbox.url), an_order()
    sandbox.behave("pending", seconds=0)
    assert gateway.refund(order).outcome is Outcome.PENDING
    assert sandbox.paid(order.payment) == []
    assert gateway.find(order.key).outcome is Outcome.SETTLED
    assert sandbox.paid(order.payment) == [1990]


def test_a_key_used_for_another_sum_is_not_taken_for_an_answer(sandbox: SandboxCard) -> None:
    gateway, order = SandboxCardGateway(sandbox.url), an_order()
    gateway.refund(order)
    other = Order(order.key, order.payment, Money(1, "EUR"))
    assert gateway.refund(other).outcome is Outcome.UNKNOWN
    assert sandbox.paid(order.payment) == [1990]


def test_nobody_at_home_is_unknown() -> None:
    gateway = SandboxCardGateway("http://127.0.0.1:9")
    assert gateway.refund(an_order()).outcome is Outcome.UNKNOWN
    assert gateway.find("key-1234").outcome is Outcome.UNKNOWN


GOOD = {"id": "sbx_1", "key": "k", "amount": 1, "currency": "EUR", "status": "settled"}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (200, {**GOOD, "key": "other"}), (200, {**GOOD, "amount": "1"}), (200, {**GOOD, "status": "done"}),
        (200, {**GOOD, "id": ""}), (500, {**GOOD, "status": "failed"}), (302, GOOD), (400, {"error": "no_key"}),
        (404, {"error": "no_such_page"}), (404, {"error": "no_such_key", "key": "other"}), (200, []), (200, None),
        (409, {"error": "key_used_otherwise", "key": "k"}), (404, {**GOOD, "status": "failed"}),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_unknown(status: int, said: object) -> None:
    assert read_reply(status, json.dumps(said).encode(), "k").outcome is Outcome.UNKNOWN


@given(status=st.integers(100, 599), content=st.binary(max_size=200))
def test_no_rubbish_is_ever_taken_for_an_answer(status: int, content: bytes) -> None:
    assert read_reply(status, content, "k").outcome is Outcome.UNKNOWN


def test_depth_does_not_break_it() -> None:
    assert read_reply(200, b"[" * 100_000, "k").outcome is Outcome.UNKNOWN
