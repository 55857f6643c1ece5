"""The model withdrawal form (annex to article R221-1, annex I(B) of Directive 2011/83/EU), addressed to the shop."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import override

from reprise.apps.accounts.models import Shop
from reprise.platform.pdf import Letterhead, Paper
from reprise.platform.pdf.blocks import Blank, Block, Facts, Paragraph
from reprise.readmodels.papers import words
from reprise.readmodels.papers.letterhead import identity, legal_line


@dataclass(frozen=True, slots=True)
class Wording:
    """The words the law gives the form, in one language; they are set, so no catalogue translates them."""

    title: str
    only_if: str
    to: str
    statement: str
    ordered: str
    name: str
    address: str
    signature: str
    day: str
    strike: str


WORDINGS: Final = {
    "fr": Wording(
        "Formulaire de rétractation",
        "(Veuillez compléter et renvoyer le présent formulaire uniquement si vous souhaitez vous rétracter du"
        " contrat.)",
        "À l’attention de",
        "Je/nous (*) vous notifie/notifions (*) par la présente ma/notre (*) rétractation du contrat portant sur la"
        " vente du bien (*)/pour la prestation de services (*) ci-dessous\u00a0:",
        "Commandé le (*)/reçu le (*)\u00a0:",
        "Nom du (des) consommateur(s)\u00a0:",
        "Adresse du (des) consommateur(s)\u00a0:",
        "Signature du (des) consommateur(s) (uniquement en cas de notification du présent formulaire sur"
        " papier)\u00a0:",
        "Date\u00a0:",
        "(*) Rayez la mention inutile.",
    ),
    "en": Wording(
        "Model withdrawal form",
        "(complete and return this form only if you wish to withdraw from the contract)",
        "To",
        "I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods"
        " (*)/for the provision of the following service (*):",
        "Ordered on (*)/received on (*):",
        "Name of consumer(s):",
        "Address of consumer(s):",
        "Signature of consumer(s) (only if this form is notified on paper):",
        "Date:",
        "(*) Delete as appropriate.",
    ),
}  # fmt: skip


def wording(lang: str) -> Wording:
    """The form's words; English for a language we do not speak."""
    return WORDINGS["fr" if lang == "fr" else "en"]


def addressee(shop: Shop, lang: str) -> tuple[str, ...]:
    """Name, geographical address and e-mail address of the seller: what the form asks the trader to fill in."""
    name = shop.legal_name or shop.name
    return tuple(part for part in (name, *words.postal(shop.address, lang), shop.email) if part)


def model_form(shop: Shop, lang: str, made_on: date) -> Paper:
    """The form to print and fill in by hand."""
    with override(lang):
        told = wording(lang)
        head = Letterhead(shop.name, (), shop.brand_colour, None, legal_line(identity(shop)))
        return Paper(
            title=told.title, language=lang, letterhead=head, reference="R221-1", made_on=made_on,
            sections=_blocks(told, addressee(shop, lang)),
        )  # fmt: skip


def _blocks(told: Wording, to: tuple[str, ...]) -> tuple[Block, ...]:
    return (
        Paragraph(told.only_if, soft=True),
        Facts(((told.to, "\n".join(to)),)),
        Blank(told.statement, 3),
        Blank(told.ordered),
        Blank(told.name),
        Blank(told.address, 2),
        Blank(told.signature, 2),
        Blank(told.day),
        Paragraph(told.strike, soft=True),
    )
