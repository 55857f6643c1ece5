"""Which payment providers this instance can repay through."""

from importlib import import_module
from typing import Final

from django.conf import settings

from reprise.apps.payments.kinds import BY_HAND, SANDBOX_CARD
from reprise.apps.payments.ports import PaymentGateway, provide_gateways
from reprise.integrations.by_hand.gateway import ByHandGateway

#: Card providers of imported orders, by their platforms' keys, for which the sandbox stands while it is on.
STANDS_FOR: Final = ("shopify_payments", "stripe", "stripe_official", "ps_checkout", "woocommerce_payments")


def wire_payments() -> None:
    """Give payments its gateways: always a person's hand, and the sandbox where its address is set."""
    gateways: dict[str, PaymentGateway] = {BY_HAND: ByHandGateway()}
    if url := settings.ENV.sandbox_card_url:
        module = import_module("reprise.integrations.sandbox_card.gateway")  # an instance without one never loads it
        gateways[SANDBOX_CARD] = module.SandboxCardGateway(url, stands_for=STANDS_FOR)
    provide_gateways(gateways)
