"""Make the demo in an empty instance: once, and again after it was begun afresh."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.tokens import create_token
from reprise.core.refusals import NotFound
from reprise.demo.bought import ORDERS
from reprise.demo.draft import think_it_over
from reprise.demo.history import bring_history
from reprise.demo.orders import bring_exports, bring_orders
from reprise.demo.shop import open_shop
from reprise.demo.staff import hire
from reprise.demo.stories.stage import Stage
from reprise.demo.stories.telling import tell_all
from reprise.demo.tour import SLUG

TOKEN_NAME: Final = "demo"


@dataclass(frozen=True, slots=True)
class Made:
    """What the terminal tells: the shop's address, and an API token, which is known only when it was just made."""

    slug: str
    token: str | None


def is_made() -> bool:
    """Whether this instance has the demo shop."""
    try:
        shop_by_slug(SLUG)
    except NotFound:
        return False
    return True


def make(at: datetime) -> Made:
    """Open the shop, hire its staff, import its orders, tell its stories and leave a draft of its policy."""
    shop = open_shop(at)
    staff = hire(shop, at)
    stage = Stage(shop, staff, at)
    bring_exports(shop, at)
    bring_history(stage)
    bring_orders(shop, ORDERS, at)
    tell_all(stage)
    think_it_over(stage)
    token = create_token(actor=system(shop.pk), name=TOKEN_NAME, scopes=[right.value for right in Right])
    return Made(SLUG, token)
