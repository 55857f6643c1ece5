"""Who writes: the shop's brand on top of its documents, and its legal identity at their foot."""

from collections.abc import Iterable

from django.utils.translation import gettext

from reprise.apps.accounts.brand import brand_of
from reprise.apps.accounts.models import Shop
from reprise.law.formats import NO_BREAK
from reprise.platform.pdf import Letterhead

LONG = 50


def letterhead_of(shop: Shop) -> Letterhead:
    """The letterhead of a shop, in the active language."""
    brand = brand_of(shop)
    return Letterhead(brand.name, brand.address, brand.colour, brand.logo, legal_line(identity(shop)))


def legal_line(parts: Iterable[str]) -> str:
    """An identity on one line."""
    return " · ".join(map(_whole, parts))


def identity(shop: Shop) -> tuple[str, ...]:
    """Who the seller is before the law: what is known of it, and how to reach it."""
    return (shop.legal_name or shop.name, *numbers(shop.registration_number, shop.vat_number, shop.email))


def numbers(registered: str, taxed: str, email: str) -> tuple[str, ...]:
    """The numbers of a seller in words, those that are known."""
    parts = (
        gettext("Registered under %(number)s") % {"number": registered} if registered else "",
        gettext("VAT number %(number)s") % {"number": taxed} if taxed else "",
        email,
    )
    return tuple(part for part in parts if part)


def _whole(part: str) -> str:
    """Kept on one line: a number is not cut in two."""
    return part.replace(" ", NO_BREAK) if len(part) < LONG else part
