"""Who the letter is from: the seller's identity, and where complaints go after us."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


def footer_of(shop: "Shop | None") -> tuple[str, ...]:
    """One line with the seller's name and address, one with its mediator when it has one."""
    if shop is None:
        return ()
    where = shop.address
    town = " ".join(part for part in (where.get("postcode", ""), where.get("city", "")) if part)
    identity = ", ".join(part for part in (shop.legal_name or shop.name, *where.get("lines", ()), town) if part)
    mediator = shop.mediator.get("name", "")
    if not mediator:
        return (identity,)
    named = ", ".join(part for part in (mediator, shop.mediator.get("website", "")) if part)
    return identity, gettext("Consumer mediator: %(mediator)s") % {"mediator": named}
