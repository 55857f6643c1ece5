"""The return slip: what goes into the parcel, how to pack it, and the label to glue on the box."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from babel.dates import format_date
from django.utils.translation import gettext, override

from reprise.core.refusals import mark
from reprise.platform.pdf.drawings import drawing
from reprise.platform.pdf.paper import Letterhead, letterhead_view, qr_code
from reprise.platform.pdf.render import render_pdf


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One article to send back, with what came with it."""

    name: str
    quantity: int
    sku: str = ""
    comes_with: tuple[str, ...] = ()  # accessories and documents, each with a box to tick


@dataclass(frozen=True, slots=True)
class SlipStep:
    """One thing to do before the parcel leaves; English, translated here. `drawing` is a symbol of the pages."""

    drawing: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SlipData:
    """Everything on the slip. `why` is a sentence in the customer's language; steps and warnings are English."""

    shop_name: str
    rma_number: str
    case_reference: str
    order_number: str
    customer_name: str
    expires_on: date
    lines: tuple[SlipLine, ...]
    return_address: tuple[str, ...]
    qr: str  # what the code holds: the address of the case
    who_pays: Literal["buyer", "seller"]
    why: str = ""
    customer_address: tuple[str, ...] = ()
    cost_note: str = ""  # for instance what sending it back costs, or which label to use
    steps: tuple[SlipStep, ...] = ()
    warnings: tuple[str, ...] = ()
    made_on: date | None = None
    head: Letterhead | None = None  # the shop's brand; its bare name without one


WORDS: Final = {
    "heading": mark("Return slip"),
    "inside": mark("Put this part in the parcel"),
    "until": mark("Valid until"),
    "from": mark("From"),
    "why": mark("Why"),
    "cost": mark("Return postage"),
    "holds": mark("What the parcel holds"),
    "tick": mark("Tick"),
    "article": mark("Article"),
    "reference": mark("Reference"),
    "number": mark("Number"),
    "pack": mark("Pack it well"),
    "cut": mark("Cut this part off and glue it on the box"),
    "to": mark("Send to"),
}
Size = Literal["a4", "a6"]
TEMPLATES: Final[dict[Size, str]] = {"a4": "rma_slip.typ", "a6": "rma_label.typ"}
_PAYS: Final = {
    "buyer": mark("You pay for sending it back, with the carrier of your choice."),
    "seller": mark("The shop pays for sending it back."),
}


def rma_slip(data: SlipData, lang: str, *, size: Size = "a4") -> bytes:
    """The slip as PDF, in the customer's language; as A6 the label alone, for a thermal printer."""
    with override(lang):
        title = gettext("Return slip %(number)s") % {"number": data.rma_number}
        view = {
            "words": {name: gettext(text) for name, text in WORDS.items()},
            "head": letterhead_view(data.head or Letterhead(data.shop_name)),
            "page": gettext("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "rma": data.rma_number,
            "case": gettext("Case %(reference)s") % {"reference": data.case_reference},
            "until": format_date(data.expires_on, "full", locale="fr" if lang.startswith("fr") else "en_GB"),
            "sender": [data.customer_name, *data.customer_address],
            "why": [*([data.why] if data.why else []), gettext("Order %(number)s") % {"number": data.order_number}],
            "cost": [gettext(_PAYS[data.who_pays]), *([data.cost_note] if data.cost_note else [])],
            "rows": [row for line in data.lines for row in _rows(line)],
            "steps": [_step(step) for step in data.steps],
            "warnings": [gettext(warning) for warning in data.warnings],
            "address": list(data.return_address),
            "qr_says": gettext("QR code of case %(reference)s") % {"reference": data.case_reference},
        }
    drawings = {step.drawing: drawing(step.drawing) for step in data.steps} | {"qr": qr_code(data.qr)}
    return render_pdf(
        template=TEMPLATES[size], lang=lang[:2], title=title, data=view, made_on=data.made_on, drawings=drawings,
        logo=data.head.logo if data.head else None,
    )  # fmt: skip


def _rows(line: SlipLine) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"name": line.name, "sku": line.sku, "quantity": str(line.quantity), "part": False}
    ]
    rows += [{"name": name, "sku": "", "quantity": str(line.quantity), "part": True} for name in line.comes_with]
    return rows


def _step(step: SlipStep) -> dict[str, str]:
    return {"drawing": step.drawing, "title": gettext(step.title), "text": gettext(step.text)}
