"""What an address of the conditions asks for, read carefully: the country of the buyer, and numbers of versions."""

from dataclasses import dataclass

from django.utils.translation import gettext

from reprise.law.jurisdictions import known_countries, law_of
from reprise.web.portal.door import ShopRequest
from reprise.web.portal.pages import Problem


@dataclass(frozen=True, slots=True)
class Country:
    """A country to choose."""

    code: str
    name: str


def country_asked(request: ShopRequest) -> tuple[str, list[Problem]]:
    """The buyer's country, by default the shop's; a country we know nothing of is said so."""
    typed = request.GET.get("country", "").strip().upper()
    code = "GB" if typed == "UK" else typed
    if not code or code in known_countries():
        return code or request.shop.country, []
    text = gettext("We know nothing of the law of this country yet. Choose one of the list; below is the law of ours.")
    return request.shop.country, [Problem(text, "country")]


def countries(lang: str, shop_country: str) -> list[Country]:
    """Every country whose law we can tell, by name; the shop's own even when it is none of them."""
    laws = [law for code in known_countries() if (law := law_of(code)) is not None]
    found = [Country(law.country, law.names["fr" if lang == "fr" else "en"]) for law in laws]
    if shop_country not in known_countries():
        found.append(Country(shop_country, shop_country))
    return sorted(found, key=lambda country: country.name)


def number_asked(request: ShopRequest, name: str) -> int | None:
    """A version's number in the query; None where there is none that could be one."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None
