"""The blanks of the notices, filled from the shop, its policy and this site's addresses."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.rules import Policy
from reprise.readmodels.conditions import addresses
from reprise.readmodels.papers import words

BLANK: Final = "…"
#: Who pays the way back, as the model notice words it.
RETURN_COST: Final = {
    ("buyer", "fr"): "Vous devrez prendre en charge les frais directs de renvoi du bien.",
    ("seller", "fr"): "Nous prendrons en charge les frais de renvoi du bien.",
    ("buyer", "en"): "You will have to bear the direct cost of returning the goods.",
    ("seller", "en"): "We will bear the cost of returning the goods.",
}


def known_of(shop: Shop) -> Mapping[str, str]:
    """What the shop has said of itself; empty where it has not."""
    mediator = shop.mediator
    return {
        "address": ", ".join(words.postal(shop.address, "fr")) if shop.address.get("lines") else "",
        "phone": shop.phone, "email": shop.email, "registration": shop.registration_number,
        "mediator_name": mediator.get("name", ""), "mediator_address": mediator.get("address", ""),
        "mediator_website": mediator.get("website", ""),
    }  # fmt: skip


def blanks(shop: Shop, policy: Policy, number: int, base_url: str, lang: str) -> Mapping[str, str]:
    """Every blank and what goes into it; dots where the shop has not said it yet."""
    known = {name: value or BLANK for name, value in known_of(shop).items()}
    seller = shop.legal_name or shop.name
    back = ", ".join(words.postal(shop.return_address, lang)) or known["address"]
    mediator = [shop.mediator.get(name) for name in ("name", "address", "website")]
    payer = "buyer" if policy.terms.notices.return_cost else "seller"
    form = base_url + addresses.form(lang, shop.slug)
    return known | {
        "seller": seller,
        "contact": ", ".join((seller, known["address"], known["phone"], known["email"])),
        "addressee": ", ".join((seller, known["address"], known["email"])),
        "return_address": back,
        "mediator": ", ".join(part or BLANK for part in mediator),
        "return_cost": RETURN_COST[payer, lang],
        "decision_days": str(policy.terms.decision_days),
        "withdraw_url": base_url + addresses.withdraw(lang, shop.slug),
        "portal_url": f"{base_url}/{lang}/s/{shop.slug}/",
        "form_url": form,
        "form_pdf_url": form + "withdrawal-form.pdf",
        "version_url": base_url + addresses.page(lang, shop.slug, number),
    }
