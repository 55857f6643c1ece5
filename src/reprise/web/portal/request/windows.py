"""Until when each article of an order may be complained about or sent back, shown while choosing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import rights_card
from reprise.web.portal.request.answers import DEFECT, WITHDRAW

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order, OrderLine
    from reprise.law.assessment import Assessment

MANY: Final = 12  # articles beyond which the page stays a plain list


@dataclass(frozen=True, slots=True)
class Windows:
    """The last day for a defect and for a change of mind; None: not possible, or not computed."""

    defect_until: date | None
    mind_until: date | None
    mind_refused: bool
    mind_over: date | None = None  # the last day there was, where it is over


def windows_of(
    shop: "Shop", order: "Order", goods: "Mapping[int, OrderLine]", now: datetime, held: Mapping[int, int]
) -> dict[int, Windows]:
    """The windows of each line by its id; empty for a long order."""
    lines = [line for line in goods.values() if line.kind]
    if not lines or len(goods) > MANY:
        return {}
    sale, number = sale_of(shop, order, held)
    today = sale.told_on(now)

    def answered(claim: str) -> dict[int, tuple[str, date | None, date | None]]:
        wishes = tuple(Wish(line.pk, 1, claim) for line in lines)
        asked = Request(wishes, danger=False, language="en")
        found = assess_request(sale=sale, policy_number=number, request=asked, today=today)
        last = [_last_day(line.assessment) for line in found.lines]
        card = rights_card(found, "en")
        return {line.order_line_id: (line.verdict, line.until, day) for line, day in zip(card.lines, last, strict=True)}

    defect, mind = answered(DEFECT), answered(WITHDRAW)
    return {
        line.pk: Windows(
            defect_until=defect[line.pk][1] if defect[line.pk][0] in {"yes", "part", "person"} else None,
            mind_until=mind[line.pk][1] if mind[line.pk][0] in {"yes", "part"} else None,
            mind_refused=mind[line.pk][0] == "no",
            mind_over=mind[line.pk][2] if mind[line.pk][0] == "no" else None,
        )
        for line in lines
    }


def _last_day(answer: "Assessment | None") -> date | None:
    """The last day to change one's mind, by law or by the shop's promise, whichever is later."""
    days = [answer.day(name) for name in ("withdrawal_last_day", "commercial_last_day")] if answer else []
    return max((day for day in days if day), default=None)
