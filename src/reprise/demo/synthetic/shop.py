"""The shop a synthetic history goes to: one of its own, or one that holds no orders of real people."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.catalogue.queries import count_orders
from reprise.apps.catalogue.services.keep_past_orders import SYNTHETIC
from reprise.apps.policies.kept_policy import from_json
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.demo.synthetic.policy import POLICY
from reprise.workflows.new_shop import new_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

SLUG: Final = "synthetic"
_AGE: Final = timedelta(days=2_000)  # its policy is older than every order of the history


class RealOrders(Refusal):
    """The shop holds orders that somebody made."""

    code = "real_orders"
    kind = Kind.CONFLICT
    sentence = mark(
        "The shop %(shop)s holds orders of its own. Leave --shop out to write into a shop made for it, or add "
        "--beside-real-orders if you want them mixed."
    )


def synthetic_shop(at: datetime) -> "Shop":
    """The shop made for histories, with a policy of a few rows; made if it is not there."""
    try:
        return shop_by_slug(SLUG)
    except NotFound:
        return _open(at)


@transaction.atomic
def _open(at: datetime) -> "Shop":
    opened = at - _AGE
    shop = new_shop(slug=SLUG, name="Atelier synthétique", country="FR", at=opened)
    day = (opened + timedelta(days=1)).date()
    publish_policy(
        actor=system(shop.pk), policy=from_json(POLICY), in_force_from=day, today=day, at=opened, knowing=True
    )
    return shop


def real_orders(shop: "Shop") -> int:
    """How many orders of the shop come from somewhere else."""
    return count_orders(system(shop.pk)) - room_in(shop)


def room_in(shop: "Shop") -> int:
    """How many imagined orders are there already: the next one has this number."""
    return count_orders(system(shop.pk), platform=SYNTHETIC)
