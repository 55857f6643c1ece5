"""What is left to do before a new shop works: each step with whether it is done, told from what is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.apps.accounts.models import Membership, OpeningHours, Shop
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.models import Order, OrderLine, OwnChecklist
from reprise.apps.policies.models import PolicyVersion


class Step(StrEnum):
    """The first steps, in the order that makes sense."""

    IDENTITY = "identity"
    ADDRESS = "address"
    BRAND = "brand"
    RETURN_ADDRESS = "return_address"
    POLICY = "policy"
    ORDERS = "orders"
    KINDS = "kinds"
    CHECKLISTS = "checklists"
    HOURS = "hours"
    COLLEAGUES = "colleagues"
    MAIL = "mail"


#: Steps that may be fine as they are: one click says so.
KEEPABLE: Final = frozenset({Step.BRAND, Step.POLICY, Step.KINDS, Step.CHECKLISTS, Step.COLLEAGUES})


@dataclass(frozen=True, slots=True)
class SetUp:
    """Which steps are done; `unsorted` articles wait for their kind."""

    done: frozenset[Step]
    unsorted: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left."""
        return self.done == frozenset(Step)


def set_up_of(shop: Shop) -> SetUp:
    """Look at the shop; seven small queries."""
    mine = {"shop_id": shop.pk}
    lines = OrderLine.objects.filter(order__shop_id=shop.pk, kind="", type=LineType.PRODUCT.value)
    unsorted, has_orders = lines.count(), Order.objects.filter(**mine).exists()
    kept = {Step(step) for step in shop.set_up_kept if step in set(Step)}
    found = {
        Step.IDENTITY: bool(shop.legal_name and shop.registration_number and shop.email),
        Step.ADDRESS: bool(shop.address.get("city")),
        Step.BRAND: bool(shop.logo_id or shop.brand_colour),
        Step.RETURN_ADDRESS: bool(shop.return_address.get("city")),
        Step.POLICY: PolicyVersion.objects.filter(**mine, number__gt=1).exists(),
        Step.ORDERS: has_orders,
        Step.KINDS: has_orders and not unsorted,
        Step.CHECKLISTS: OwnChecklist.objects.filter(**mine).exists(),
        Step.HOURS: OpeningHours.objects.filter(**mine, withdrawn_at__isnull=True).exists(),
        Step.COLLEAGUES: Membership.objects.filter(**mine).count() > 1,
    }
    return SetUp(frozenset(kept | {step for step, is_done in found.items() if is_done}), unsorted)
