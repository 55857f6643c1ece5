"""Who the letter is from: the seller's identity, and where complaints go after us."""

from typing import TYPE_CHECKING, Final

from django.conf import settings

from reprise.apps.notifications.letters import Letter
from reprise.core.refusals import mark
from reprise.platform.sentences import in_language

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


#: Letters about an order that may still be withdrawn from: the way to do so is never further than one click.
BEFORE_A_WITHDRAWAL: Final = frozenset(
    {
        Letter.ORDER_LINK, Letter.CASES_LINK, Letter.REQUEST_RECEIVED, Letter.CASE_OPENED_FOR_YOU,
        Letter.REQUEST_CANCELLED, Letter.MESSAGE_FROM_SHOP, Letter.PARCEL_SENT,
    }
)  # fmt: skip


def footer_of(shop: "Shop | None", letter: Letter, language: str) -> tuple[str, ...]:
    """The seller's name and address, its mediator when it has one, and the withdrawal function where it is fitting."""
    if shop is None:
        return ()
    seller = _seller(shop, language)
    return (*seller, _way_to_withdraw(shop, language)) if letter in BEFORE_A_WITHDRAWAL else seller


def _way_to_withdraw(shop: "Shop", language: str) -> str:
    way = f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/withdraw/"
    label = in_language(language, mark("Withdraw from contract here"))
    return in_language(language, mark("%(label)s: %(value)s")) % {"label": label, "value": way}


def _seller(shop: "Shop", language: str) -> tuple[str, ...]:
    where = shop.address
    town = " ".join(part for part in (where.get("postcode", ""), where.get("city", "")) if part)
    identity = ", ".join(part for part in (shop.legal_name or shop.name, *where.get("lines", ()), town) if part)
    mediator = shop.mediator.get("name", "")
    if not mediator:
        return (identity,)
    named = ", ".join(part for part in (mediator, shop.mediator.get("website", "")) if part)
    return identity, in_language(language, mark("Consumer mediator: %(mediator)s")) % {"mediator": named}
