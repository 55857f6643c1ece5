"""The ways to repay that an instance has."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from reprise.apps.payments import ports
from reprise.config.env import Env
from reprise.config.wiring.payments import STANDS_FOR, wire_payments
from reprise.platform.jobs.registry import HANDLERS


@pytest.fixture(autouse=True)
def instance() -> Iterator[None]:
    """The instance's own gateways are back afterwards."""
    yield
    wire_payments()


def test_without_an_address_a_person_repays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENV", Env())
    wire_payments()
    assert ports.gateway_names() == ("by_hand",)
    assert ports.name_for("stripe") is None


def test_with_its_address_the_sandbox_stands_for_the_cards_of_imported_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENV", Env(sandbox_card_url="http://127.0.0.1:8009"))
    wire_payments()
    assert {ports.name_for(provider) for provider in (*STANDS_FOR, "sandbox_card")} == {"sandbox_card"}
    assert ports.name_for("paypal") is None
    assert ports.name_for("") is None


def test_the_jobs_of_a_refund_have_somebody_who_does_them() -> None:
    assert {"refund.send", "refund.ask"} <= HANDLERS.keys()
