"""What payments needs from outside: a provider that can repay, and say later what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from reprise.core.money import Money
from reprise.core.refusals import Refusal, mark


class Outcome(StrEnum):
    """What a provider's answer means to us."""

    SETTLED = "settled"
    PENDING = "pending"
    FAILED = "failed"  # the provider itself said no for good
    UNKNOWN = "unknown"  # no answer, or none that can be read: anything may have happened
    NEVER_SEEN = "never_seen"  # the provider vouches that this key did nothing; one that forgets keys says unknown


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to repay; `payment` is its own reference of the money it took."""

    key: str
    payment: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the provider's reference and amount of the refund, and a short code of what went wrong."""

    outcome: Outcome
    reference: str = ""
    detail: str = ""
    amount: Money | None = None


class PaymentGateway(Protocol):
    """A way to repay. It never raises for what may happen on a network: that is the outcome *unknown*."""

    automatic: bool  # False: a person pays, and says so

    def serves(self, payment_provider: str) -> bool:
        """Whether it can repay money that came in by a platform's provider, by the platform's own key."""

    def refund(self, order: Order) -> Answer:
        """Ask for a refund; the same key asks for the same refund however often."""

    def find(self, key: str) -> Answer:
        """Ask what became of a key."""


class UnknownProvider(Refusal):
    """No gateway is wired under this name."""

    code = "unknown_provider"
    sentence = mark("This instance cannot repay through “%(provider)s”. Choose another way, or ask whoever runs it.")


_gateways: Final[dict[str, PaymentGateway]] = {}


def provide_gateways(gateways: Mapping[str, PaymentGateway]) -> None:
    """Wire the ways to repay, by name, in the order they are tried; called once by the configuration."""
    _gateways.clear()
    _gateways.update(gateways)


def gateway(name: str) -> PaymentGateway:
    """A way to repay, by its name."""
    if name not in _gateways:
        raise UnknownProvider(field="provider", provider=name)
    return _gateways[name]


def gateway_names() -> tuple[str, ...]:
    """The ways to repay that this instance has."""
    return tuple(_gateways)


def name_for(payment_provider: str) -> str | None:
    """The automatic way that can repay what came in by a provider, None when there is none."""
    serving = (name for name, gate in _gateways.items() if gate.automatic and gate.serves(payment_provider))
    return next(serving, None)
