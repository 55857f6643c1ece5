"""The documents of a case that travel with its letters: named with the letter, drawn by the job that delivers it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from reprise.apps.accounts.actors import system
from reprise.apps.cases.queries import case_by_id, decisions_of
from reprise.apps.evidence.queries import file_for
from reprise.apps.notifications.enclosures import Enclosure, draws
from reprise.core.refusals import NotFound, Refusal
from reprise.platform.files.store import open_file
from reprise.platform.pdf import render_paper
from reprise.platform.pdf.slip import rma_slip
from reprise.readmodels.papers.return_slip import slip_of
from reprise.readmodels.papers.shelf import paper_named

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.notifications.models import Mail

About = Mapping[str, Any]
PDF = "application/pdf"
ENDINGS: Mapping[str, str] = {PDF: ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def paper(name: str) -> dict[str, object]:
    """A document of the letter's case by its name on the shelf, for `enclosures`."""
    return {"kind": "paper", "name": name}


def slip() -> dict[str, object]:
    """The return slip in force when the letter leaves."""
    return {"kind": "slip"}


def label(file_id: int) -> dict[str, object]:
    """A label bought elsewhere, as the file it is."""
    return {"kind": "label", "file_id": file_id}


def decision(decision_id: int) -> dict[str, object]:
    """The document of a decision, which goes only where the shop wants it to."""
    return {"kind": "decision", "decision_id": decision_id, "if": "encloses_decisions"}


def _paper_title(about: About) -> str:
    name, _, number = str(about["name"]).partition("-")
    if name == "note":
        return gettext("Credit note %(number)s") % {"number": number}
    return gettext("Packing list") if name == "packing" else gettext("Acknowledgement")


@draws("paper", named=_paper_title)
def draw_paper(mail: "Mail", about: About) -> Enclosure | None:
    """A document of the case; none once the case was forgotten."""
    case = _case_of(mail)
    return _drawn(case, str(about["name"]), mail) if case is not None else None


@draws("decision", named=lambda _: gettext("Our decision"))
def draw_decision(mail: "Mail", about: About) -> Enclosure | None:
    """The document of one decision."""
    case = _case_of(mail)
    made = [each.pk for each in decisions_of(case)] if case is not None else []
    if case is None or about["decision_id"] not in made:
        return None
    return _drawn(case, f"decision-{made.index(about['decision_id']) + 1}", mail)


@draws("slip", named=lambda _: gettext("Return slip"))
def draw_slip(mail: "Mail", _: About) -> Enclosure | None:
    """The return slip."""
    case = _case_of(mail)
    if case is None or mail.shop is None:
        return None
    try:
        found = slip_of(case, mail.shop)
    except NotFound:
        return None
    return Enclosure(f"{found.rma_number}.pdf", PDF, rma_slip(found, mail.language))


@draws("label", named=lambda _: gettext("Return label"))
def draw_label(mail: "Mail", about: About) -> Enclosure | None:
    """The label as it was handed in, with a name of ours."""
    case = _case_of(mail)
    if case is None:
        return None
    try:
        file = file_for(system(case.shop_id), int(about["file_id"]))
        with open_file(file) as kept:
            content = kept.read()
    except Refusal:  # taken away meanwhile, with its case or alone
        return None
    ending = ENDINGS.get(file.media_type)
    return Enclosure(f"{case.reference}-label{ending}", file.media_type, content) if ending else None


def _case_of(mail: "Mail") -> "Case | None":
    """The case of a letter, unless it was forgotten meanwhile."""
    try:
        case = case_by_id(system(mail.shop_id or 0), mail.case_id or 0)
    except NotFound:
        return None
    return case if case.erased_at is None else None


def _drawn(case: "Case", name: str, mail: "Mail") -> Enclosure | None:
    """A document by its name in the letter's language; it leaves without one that the case no longer has."""
    if mail.shop is None:
        return None
    try:
        drawn = render_paper(paper_named(case, mail.shop, name, mail.language, mail.created_at))
    except NotFound:
        return None
    return Enclosure(f"{case.reference}-{name}.pdf", PDF, drawn)
