"""The documents a case has, by name; one is drawn only when somebody asks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import ItemState, LineState
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import authorisation_of, decisions_of, items_of, lines_of, remedies_of
from reprise.apps.payments.kinds import NoteKind, RefundState
from reprise.apps.payments.queries import notes_of_case, tax_rates_of
from reprise.core.refusals import NotFound
from reprise.readmodels.case_picture import CasePicture
from reprise.readmodels.delivery_back import GROUNDS, granted_whole
from reprise.readmodels.papers import words
from reprise.readmodels.papers.acknowledgement import acknowledgement
from reprise.readmodels.papers.credit_note import credit_note
from reprise.readmodels.papers.decision_letter import Decided, decision_letter, remedy_of
from reprise.readmodels.papers.packing_list import packing_list
from reprise.readmodels.papers.refund_statement import Repaid, refund_statement
from reprise.readmodels.proposal import proposal_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, Decision
    from reprise.apps.payments.models import CreditNote
    from reprise.platform.pdf import Paper


#: States in which no decision was ever taken.
UNDECIDED: Final = frozenset({LineState.PENDING, LineState.NEEDS_INFO, LineState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Offered:
    """A document of a case: its name in addresses, its title, and the day it tells of."""

    name: str
    title: str
    day: date


def shelf_of(picture: CasePicture, shop: Shop, *, for_staff: bool = False) -> list[Offered]:
    """Every document of a case but its return slip, oldest first: two queries at most."""
    return sorted(_offered(picture, shop, for_staff=for_staff), key=lambda each: each.day)


def _offered(picture: CasePicture, shop: Shop, *, for_staff: bool) -> Iterator[Offered]:
    case, slip = picture.case, picture.authorisation
    yield Offered("acknowledgement", gettext("Acknowledgement"), words.local_day(shop, case.opened_at))
    decided = any(line.state not in UNDECIDED for line in picture.lines)
    for number, decision in enumerate(decisions_of(case) if decided else (), start=1):
        yield Offered(f"decision-{number}", gettext("Our decision"), words.local_day(shop, decision.decided_at))
    if slip is not None:
        yield Offered("packing-list", gettext("Packing list"), words.local_day(shop, slip.issued_at))
    notes = _notes(case, for_staff=for_staff) if picture.refunds else []
    for note in notes:
        title = gettext("Credit note %(number)s") if note.kind == NoteKind.CREDIT else gettext("Correction %(number)s")
        yield Offered(f"note-{note.number}", title % {"number": note.number}, note.issued_on)
    if repaid := _repaid(notes):
        yield Offered("refunds", gettext("Refund statement"), repaid[-1].note.issued_on)


def paper_named(case: Case, shop: Shop, name: str, lang: str, at: datetime, *, for_staff: bool = False) -> "Paper":
    """One document of a case the caller already holds; missing when the case has none of that name."""
    kind, _, rest = name.partition("-")
    lang = words.language(lang)
    if kind == "note":
        return _note(_notes(case, for_staff=for_staff), case, shop, rest, lang)
    if kind == "decision":
        return _decision(case, shop, rest, lang)
    drawn = _BY_NAME.get(name)
    if drawn is None:
        raise NotFound
    return drawn(case, shop, lang, at)


def _acknowledgement(case: Case, shop: Shop, lang: str, _at: datetime) -> "Paper":
    return acknowledgement(case, shop, lines_of(case), lang)


def _packing_list(case: Case, shop: Shop, lang: str, _at: datetime) -> "Paper":
    slip = authorisation_of(case)
    if slip is None:
        raise NotFound
    return packing_list(case, shop, slip, lines_of(case), lang)


def _decision(case: Case, shop: Shop, rest: str, lang: str) -> "Paper":
    found = dict(enumerate(decisions_of(case), start=1)).get(int(rest) if rest.isascii() and rest.isdigit() else 0)
    if found is None:
        raise NotFound
    return decision_letter(case, shop, _decided(case, found), lang)


def _decided(case: Case, decision: "Decision") -> Decided:
    lines = lines_of(case)
    line = next(line for line in lines if line.pk == decision.line_id)
    goods = any(item.line_id == line.pk and item.state != ItemState.NOT_REQUIRED for item in items_of(case))
    return Decided(decision, line, remedy_of(decision, remedies_of(case)), goods, _fee(case, decision, lines))


def _fee(case: Case, decision: "Decision", lines: "list[CaseLine]") -> int:
    """The delivery fee goes back with the decision that made the grant whole, as its letter said."""
    together = {line.pk: line for line in lines if line.ground in GROUNDS}
    last = max((each.pk for each in decisions_of(case) if each.line_id in together), default=None)
    if decision.pk != last or not granted_whole(lines):
        return 0
    proposal = proposal_of(together[decision.line_id].proposal)
    return proposal.delivery_minor if proposal else 0


def _notes(case: Case, *, for_staff: bool) -> "list[CreditNote]":
    """The customer sees a note once nobody has to approve its refund any more; an accountant sees every number."""
    return [note for note in notes_of_case(case.pk) if for_staff or not note.refund.awaits_approval]


def _note(notes: "list[CreditNote]", case: Case, shop: Shop, number: str, lang: str) -> "Paper":
    note = next((note for note in notes if note.number == number), None)
    if note is None:
        raise NotFound
    return credit_note(note, case, shop, tax_rates_of(note), lang)


def _refunds(case: Case, shop: Shop, lang: str, at: datetime) -> "Paper":
    repaid = _repaid(notes_of_case(case.pk))
    if not repaid:
        raise NotFound
    return refund_statement(case, shop, repaid, at, lang)


def _repaid(notes: "list[CreditNote]") -> list[Repaid]:
    """The refunds that are or were decided for good: neither given up nor waiting for a second person."""
    return [
        Repaid(note.refund, note, note.refund.payment.means if note.refund.payment else "")
        for note in notes
        if note.kind == NoteKind.CREDIT and note.refund.state != RefundState.VOID and not note.refund.awaits_approval
    ]


_BY_NAME: dict[str, Callable[[Case, Shop, str, datetime], "Paper"]] = {
    "acknowledgement": _acknowledgement,
    "packing-list": _packing_list,
    "refunds": _refunds,
}
