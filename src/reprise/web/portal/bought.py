"""Orders to choose from, by what was bought: people remember the article, rarely the number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from reprise.apps.catalogue.queries import article_names

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order


@dataclass(frozen=True, slots=True)
class Bought:
    """An order, and its first article with how many others there are; empty for one of fees alone."""

    order: "Order"
    articles: str


def bought(orders: "Sequence[Order]") -> list[Bought]:
    """The orders as they are offered: one query, however many there are."""
    names = article_names(orders)
    return [Bought(order, _in_short(names.get(order.pk, []))) for order in orders]


def _in_short(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    others = len(names) - 1
    sentence = ngettext("%(name)s and %(others)s other", "%(name)s and %(others)s others", others)
    return sentence % {"name": names[0], "others": others}
