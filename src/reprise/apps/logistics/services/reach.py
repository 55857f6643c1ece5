"""What every deed on the goods of a case checks first."""

from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import case_by_id, items_of
from reprise.core.refusals import Invalid, NotFound, mark

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, ReturnItem


def check_reach(actor: Actor, case: "Case") -> None:
    """Refuse a case of another shop, or of another customer, as if it did not exist."""
    if case.shop_id != actor.shop_id:
        raise NotFound
    if actor.is_customer:
        case_by_id(actor, case.pk)


def items_by_id(case: "Case") -> dict[int, "ReturnItem"]:
    """The return items of a case."""
    return {item.pk: item for item in items_of(case)}


def item_in(items: dict[int, "ReturnItem"], item_id: int, quantity: int) -> "ReturnItem":
    """The item asked for, when it belongs to the case and holds that many pieces."""
    item = items.get(item_id)
    if item is None:
        raise NotFound
    if not 1 <= quantity <= item.quantity:
        raise Invalid(field="quantity", why=mark("write a number between 1 and the pieces of this article."))
    return item
