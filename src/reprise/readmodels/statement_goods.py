"""Which order lines a withdrawal statement is about."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from reprise.apps.cases.stated import Stated
from reprise.apps.catalogue.models import OrderLine
from reprise.law.vocabulary import Claim
from reprise.readmodels.requests import Wish

SHORTEST: Final = 3  # a name of fewer letters is found in anything


def free_pieces(line: OrderLine) -> int:
    """How many pieces of a line no request is about yet."""
    return line.quantity - line.cancelled_quantity - line.claimed_quantity


def chosen(said: Stated, lines: Sequence[OrderLine]) -> list[Wish] | None:
    """What is withdrawn from, line by line; 0 pieces where a request has them already. None: a person has to say."""
    if said.pieces:
        mine = {line.pk: line for line in lines}
        here = [(mine[piece.line_id], piece.quantity) for piece in said.pieces if piece.line_id in mine]
        return [_wish(line, min(quantity, free_pieces(line))) for line, quantity in here] or None
    if not said.goods:
        return [_wish(line, free_pieces(line)) for line in lines if line.quantity > line.cancelled_quantity] or None
    named = [line for line in lines if _names(said.goods, line)]
    if not named or any(free_pieces(line) > 1 for line in named):
        return None  # nothing we know is named, or how many of several pieces is not said in a way we read
    return [_wish(line, free_pieces(line)) for line in named]


def by_hand(lines: Sequence[OrderLine], quantities: Mapping[int, int]) -> list[Wish]:
    """What somebody of the staff chose, within what is free."""
    return [_wish(line, quantities[line.pk]) for line in lines if quantities.get(line.pk, 0) > 0]


def _wish(line: OrderLine, quantity: int) -> Wish:
    return Wish(order_line_id=line.pk, quantity=max(0, quantity), claim=Claim.WITHDRAW.value)


def _names(text: str, line: OrderLine) -> bool:
    words = _folded(text)
    return any(len(name) >= SHORTEST and name in words for name in (_folded(line.name), _folded(line.sku)))


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
