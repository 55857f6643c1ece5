"""Ways into the help: the address of an article, the one about a defect, and the way back to where one came from."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import TWINS

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.knowledge.queries import Shelf
    from reprise.apps.knowledge.rules.article import Article

#: Where no article is about a defect alone, the one that says what to do.
INSTEAD: Final[Mapping[str, str]] = {
    "printer_doa": "printer-defective", "printer_part_fault": "printer-defective", "wrong_item": "wrong-item",
    "missing_parts": "wrong-item", "missing_accessory": "wrong-item", "transport_damage": "damaged-in-transit",
    "late_or_lost": "late-delivery", "delivery_late": "late-delivery", "delivery_lost": "late-delivery",
    "delivery_returned": "late-delivery",
}  # fmt: skip
#: Pages of a customer that lead here, and that one wants to return to.
LEFT: Final = frozenset({"reason", "evidence", "wish", "rights", "case"})
LONGEST_WAY: Final = 300


def article_path(shop_slug: str, slug: str, *, back: str = "") -> str:
    """The page of an article, with the way back to the page one is on."""
    address = reverse("portal:help_article", args=[shop_slug, slug])
    return f"{address}?{urlencode({'from': back})}" if back else address


def topic_for_defect(shelf: "Shelf", code: str) -> "Article | None":
    """The article about a defect of the taxonomy; None where nothing is written about it, or the shop hides it."""
    own = f"defect-{code}"
    names = (own, TWINS.get(own, ""), INSTEAD.get(code, "")) if code else ()
    found = (shelf.articles.get(name) for name in names)
    return next((one.article for one in found if one is not None and not one.hidden), None)


def articles_about(shop: "Shop", codes: Iterable[str], *, back: str) -> dict[str, str]:
    """The address of the article about each of some defects, where there is one."""
    shelf = shelf_of(shop.pk)
    found = {code: topic_for_defect(shelf, code) for code in codes if code}
    return {code: article_path(shop.slug, one.id, back=back) for code, one in found.items() if one}


def way_back(request: HttpRequest, shop_slug: str) -> str:
    """The page of the same shop one came from, as the link said; empty for any other address."""
    given = request.GET.get("from", "")
    if len(given) > LONGEST_WAY or not given.startswith("/"):
        return ""
    if "?" in given or not url_has_allowed_host_and_scheme(given, allowed_hosts=None):
        return ""
    try:
        match = resolve(given)
    except Resolver404:
        return ""
    ours = match.namespace == "portal" and match.kwargs.get("shop_slug") == shop_slug
    return given if ours and match.url_name in LEFT else ""
