"""Where an inspected article goes: what is proposed, and what needs a reason."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import Grade, Route
from reprise.core.refusals import mark

NAMES: Final[Mapping[Route, str]] = {
    Route.RESTOCK: mark("Back to stock"),
    Route.REFURBISH: mark("Refurbish, sell second-hand"),
    Route.REPAIR: mark("Repair"),
    Route.RECYCLE: mark("Recycle by material"),
    Route.HAZARDOUS_WASTE: mark("Hazardous waste"),
    Route.SEND_BACK: mark("Send back to the customer"),
    Route.SCRAP: mark("Scrap"),
    Route.DONATE: mark("Donate"),
}

_BY_GRADE: Final[Mapping[str, tuple[Route, Route, Route, Route]]] = {  # like new, tried, worn, broken
    "printer": (Route.RESTOCK, Route.REFURBISH, Route.REPAIR, Route.REPAIR),
    "accessory": (Route.RESTOCK, Route.REFURBISH, Route.REFURBISH, Route.RECYCLE),
    "spare_part": (Route.RESTOCK, Route.REFURBISH, Route.RECYCLE, Route.RECYCLE),
    "filament": (Route.RESTOCK, Route.DONATE, Route.DONATE, Route.RECYCLE),
    "resin": (Route.RESTOCK, Route.HAZARDOUS_WASTE, Route.HAZARDOUS_WASTE, Route.HAZARDOUS_WASTE),
    "catalogue_print": (Route.RESTOCK, Route.REFURBISH, Route.RECYCLE, Route.RECYCLE),
    # Made for one person: nobody else buys it, so its material is what can be saved.
    "custom_print": (Route.RECYCLE, Route.RECYCLE, Route.RECYCLE, Route.RECYCLE),
    "personalised_print": (Route.RECYCLE, Route.RECYCLE, Route.RECYCLE, Route.RECYCLE),
}
_ORDER: Final = (Grade.LIKE_NEW, Grade.TRIED, Grade.WORN, Grade.BROKEN)


def suggested_route(product_kind: str, grade: Grade, *, complete: bool) -> Route | None:
    """The destination proposed for an article, or None where a person has to say (unknown kind)."""
    routes = _BY_GRADE.get(product_kind)
    if routes is None:
        return None
    route = routes[_ORDER.index(grade)]
    if route is Route.RESTOCK and not complete:  # a broken seal or a missing part: no longer new
        return routes[1]
    return route


def objection(product_kind: str, grade: Grade, route: Route) -> str | None:
    """Why a destination needs a written reason (an English sentence, marked for translation), or None."""
    if route is Route.SCRAP and grade in {Grade.LIKE_NEW, Grade.TRIED}:
        return mark(
            "Goods that still work are reused, donated or recycled, not destroyed "
            "(Code de l’environnement, art. L541-15-8). Choose another destination, or write what safety requires."
        )
    if route is Route.RESTOCK and grade in {Grade.WORN, Grade.BROKEN}:
        return mark("Worn or broken goods do not go back to stock as new. Choose another destination, or write why.")
    if product_kind == "resin" and route in {Route.RECYCLE, Route.SCRAP}:
        return mark("Liquid resin goes to hazardous waste. Choose that, or write why not (cured, bottle empty).")
    return None
