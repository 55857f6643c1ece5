"""The shop as the history needs it: orders with the policy of their day, read once."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Policy
from reprise.readmodels.clocks import day_of
from reprise.readmodels.legal_facts import Sale

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order, OrderLine


class Selling:
    """A shop and its policies by day."""

    def __init__(self, shop: "Shop") -> None:
        self.shop = shop
        self._policies: dict[date, tuple[Policy, int]] = {}

    def sale(self, order: "Order", lines: "Sequence[OrderLine]") -> tuple[Sale, int]:
        """An order with the policy of its day, and that policy's number."""
        day = day_of(self.shop, order.ordered_at)
        if day not in self._policies:
            version = policy_on(self.shop.pk, day)
            self._policies[day] = (policy_of(version), version.number)
        policy, number = self._policies[day]
        return Sale(self.shop, order, lines, policy, order.total_minor), number
