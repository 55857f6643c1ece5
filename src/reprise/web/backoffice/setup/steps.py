"""The first steps as the page tells them: a title, why, one button, and what says that it is fine as it is."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.readmodels.set_up import KEEPABLE, SetUp, Step
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words: the page its button leads to (empty: the button does it), and the words of both buttons."""

    page: str
    title: str
    about: str
    button: str
    keep: str = ""
    anchor: str = ""


WORDS: Final = {
    Step.IDENTITY: Told("shop", mark("Say who you are"),
        mark("Legal name, registration number and e-mail: customers must find them (Code de la consommation, L221-5)."),
        mark("Write them"), anchor="#who"),
    Step.ADDRESS: Told("shop", mark("Write your address"), mark("It stands on your papers and legal page."),
        mark("Write it"), anchor="#who"),
    Step.BRAND: Told("brand", mark("Show your logo and colour"),
        mark("Customers see them on every page, letter and paper."), mark("Choose them"), mark("Do without")),
    Step.RETURN_ADDRESS: Told("shop", mark("Say where goods come back to"),
        mark("It is printed on every return slip."), mark("Write it"), mark("Same as our address"), "#returns"),
    Step.POLICY: Told("policy", mark("Publish your return policy"),
        mark("Until then customers have what the law gives them, and nothing more."), mark("Read and publish"),
        mark("The law alone suits us")),
    Step.ORDERS: Told("order_import", mark("Bring your orders in"),
        mark("From Shopify, WooCommerce, PrestaShop or a plain CSV: customers then find theirs by its number."),
        mark("Import orders")),
    Step.KINDS: Told("kinds", mark("Check the product kinds"),
        mark("Rights differ for a printer, a spool and a print to order; rules tell them apart."),
        mark("Look at the rules"), mark("The rules suit us")),
    Step.CHECKLISTS: Told("checklists", mark("Read the checklists"),
        mark("What comes back with each article and what is inspected; sensible ones are there already."),
        mark("Look at them"), mark("They suit us")),
    Step.HOURS: Told("hours_edit", mark("Write your opening hours"),
        mark("Whoever writes is told when an answer comes, and you are reminded of it."), mark("Write them")),
    Step.COLLEAGUES: Told("people", mark("Invite your colleagues"),
        mark("Each with a role: who decides, who refunds, who inspects."), mark("Invite somebody"),
        mark("I work alone"), "#invite"),
    Step.MAIL: Told("", mark("Send yourself a letter"),
        mark("To see that letters arrive, and what customers get."), mark("Send me a test")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One step on the page, in the reader's language."""

    step: str
    title: str
    about: str
    url: str
    button: str
    keep: str
    is_done: bool


def rows_of(request: StaffRequest, so_far: SetUp) -> list[Row]:
    """Every step in order."""
    return [_row(request, step, told, so_far) for step, told in WORDS.items()]


def _row(request: StaffRequest, step: Step, told: Told, so_far: SetUp) -> Row:
    may_keep = step in KEEPABLE or (step is Step.RETURN_ADDRESS and Step.ADDRESS in so_far.done)
    return Row(
        step.value, gettext(told.title), gettext(told.about),
        address(request, told.page) + told.anchor if told.page else "", gettext(told.button),
        gettext(told.keep) if told.keep and may_keep else "", step in so_far.done,
    )  # fmt: skip
