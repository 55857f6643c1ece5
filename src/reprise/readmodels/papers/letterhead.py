"""Who writes: the shop's brand on top of its documents, and its legal identity at their foot."""

from django.utils.translation import gettext

from reprise.apps.accounts.brand import brand_of
from reprise.apps.accounts.models import Shop
from reprise.law.formats import NO_BREAK
from reprise.platform.pdf import Letterhead

LONG = 50


def letterhead_of(shop: Shop) -> Letterhead:
    """The letterhead of a shop, in the active language."""
    brand = brand_of(shop)
    return Letterhead(
        brand.name, brand.address, brand.colour, brand.logo, legal=" · ".join(map(_whole, identity(shop)))
    )


def identity(shop: Shop) -> tuple[str, ...]:
    """Who the seller is before the law: what is known of it, and how to reach it."""
    registered = gettext("Registered under %(number)s") % {"number": shop.registration_number}
    taxed = gettext("VAT number %(number)s") % {"number": shop.vat_number}
    parts = (
        shop.legal_name or shop.name,
        registered if shop.registration_number else "",
        taxed if shop.vat_number else "",
        shop.email,
    )
    return tuple(part for part in parts if part)


def _whole(part: str) -> str:
    """Kept on one line: a number is not cut in two."""
    return part.replace(" ", NO_BREAK) if len(part) < LONG else part
