"""Open a shop that can take orders and requests at once."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.catalogue.rules.kinds import DEFAULT_RULES
from reprise.apps.catalogue.services.save_kind_rules import save_kind_rules
from reprise.apps.policies.rules import Policy
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.platform.transactions import atomic
from reprise.readmodels.clocks import day_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def new_shop(*, slug: str, name: str, country: str, at: datetime) -> "Shop":
    """Make the shop, the usual rules for kinds of products, and its first policy: the law, with our promises."""
    shop = create_shop(slug=slug, name=name, country=country)
    house, today = system(shop.pk), day_of(shop, at)
    save_kind_rules(actor=house, rules=DEFAULT_RULES, at=at)
    publish_policy(actor=house, policy=Policy(), in_force_from=today, today=today, at=at)
    return shop
