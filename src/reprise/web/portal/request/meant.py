"""What needs no question: the only piece of an order, and the change of mind a door on the first page said."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_lines
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.readmodels.statement_goods import free_pieces
from reprise.web.portal.request.answers import WITHDRAW, Answer, plain

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

CHANGED_MIND = frozenset({"withdraw", "cancel"})  # doors that say it already


def only_piece(order: "Order") -> int | None:
    """The line of an order that holds one article, one piece, which no request is about yet: nothing to choose."""
    goods = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value]
    return goods[0].pk if len(goods) == 1 and goods[0].quantity == 1 and free_pieces(goods[0]) == 1 else None


def meant_by(intent: object, chosen: Collection[int], unsent: Collection[int]) -> list[int]:
    """The articles whose reason a door gave: what can be cancelled, or everything one changed one's mind about."""
    if intent == "withdraw":
        return list(chosen)
    return [pk for pk in chosen if pk in unsent] if intent == "cancel" else []


def answers_at_the_door(
    order: "Order", intent: object, kept: Mapping[str, Any] | None = None, *, withdraws: bool
) -> dict[str, object]:  # fmt: skip
    """What a request about an order begins with, so that it starts at the first question left.

    `kept`: what was said before by another door; a change of mind that only that door said does not outlive it.
    """
    before = (kept or {}).get("lines", {})
    lines = {pk: said for pk, said in before.items() if said.get("claim") != WITHDRAW}
    begun: dict[str, object] = {"intent": intent} if intent else {}
    if (piece := only_piece(order)) is not None:
        begun["items"] = {str(piece): 1}
        unsent = [line.pk for line in order_lines(order) if awaits_dispatch(order, line)]
        meant = meant_by(intent, [piece], unsent) if withdraws else []
        lines = {**{str(pk): plain(Answer(claim=WITHDRAW)) for pk in meant}, **lines}
    return {**begun, "lines": lines} if lines or before else begun
