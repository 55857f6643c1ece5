"""The lines of a case as documents tell them."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.apps.cases.models import Case, CaseLine
from reprise.core.refusals import mark
from reprise.platform.pdf.blocks import Facts, Table
from reprise.printing.defects import defect

CLAIMS: Final[Mapping[str, str]] = {
    "withdraw": mark("I have changed my mind"),
    "defect": mark("Something is wrong with it"),
    "wrong_item": mark("It is not what I ordered"),
}
ASKED: Final[Mapping[str, str]] = {
    "refund": mark("my money back"),
    "partial_refund_keep": mark("to keep it and get part of the price back"),
    "price_reduction": mark("to keep it and get part of the price back"),
    "store_credit": mark("a credit at the shop"),
    "exchange": mark("an exchange"),
    "replacement": mark("a replacement"),
    "reprint": mark("to have it printed again"),
    "repair": mark("a repair"),
    "spare_part": mark("a spare part"),
    "send_back": mark("to have it sent back"),
}


def said_of(line: CaseLine, lang: str) -> str:
    """What the customer says is the matter: the defect by its name, else what they claim."""
    known = defect(line.reason) if line.reason else None
    return known.label.in_(lang) if known else gettext(CLAIMS[line.claim]) if line.claim in CLAIMS else ""


def wished(line: CaseLine) -> str:
    """What they would like, if they said so."""
    return gettext(ASKED[line.asked_remedy]) if line.asked_remedy in ASKED else ""


def table_of(lines: Iterable[CaseLine], lang: str) -> Table:
    """The articles of a case with what is said of each."""
    head = (gettext("Article"), gettext("Reference"), gettext("Number"), gettext("What you told us"))
    rows = tuple((line.name, line.sku or "–", str(line.quantity), said_of(line, lang)) for line in lines)
    return Table(head, rows, align=("left", "left", "right", "left"))


def about(case: Case, *more: tuple[str, str]) -> Facts:
    """Whose case it is, about which order, and what else stands beside."""
    who = "\n".join(part for part in (case.contact_name, case.contact_email) if part)
    number = case.order.number if case.order else ""
    facts = ((gettext("Customer"), who), (gettext("Order"), number), *more)
    return Facts(tuple(fact for fact in facts if fact[1]), across=True)
