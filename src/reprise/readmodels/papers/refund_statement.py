"""What was repaid for a case, line by line: refunded, deducted and why, when and by what means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import CreditNote, Refund
from reprise.core.refusals import mark
from reprise.platform.pdf import Paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Paragraph, Table
from reprise.readmodels.papers import words
from reprise.readmodels.papers.acknowledgement import follow
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.papers.lines import about

STATES: Final = {
    RefundState.INTENDED: mark("decided, not sent yet"),
    RefundState.SENT: mark("handed to the payment provider"),
    RefundState.PENDING: mark("on its way to you"),
    RefundState.SETTLED: mark("paid"),
    RefundState.FAILED: mark("did not go through; the sum stays due to you"),
    RefundState.UNKNOWN: mark("the provider has not answered; nothing is sent twice"),
}


@dataclass(frozen=True, slots=True)
class Repaid:
    """A refund with the note that tells its lines, and the means by which the money had come in."""

    refund: Refund
    note: CreditNote
    means: str


def refund_statement(case: Case, shop: Shop, repaid: Sequence[Repaid], at: datetime, lang: str) -> Paper:
    """Where each refund of a case stands at a moment."""
    with override(lang):
        return Paper(
            title=gettext("Refund statement"), language=lang, letterhead=letterhead_of(shop),
            reference=case.reference, made_on=words.local_day(shop, at),
            sections=tuple(_sections(case, shop, repaid, at, lang)), scan=follow(case, shop),
        )  # fmt: skip


def _sections(case: Case, shop: Shop, repaid: Sequence[Repaid], at: datetime, lang: str) -> Iterator[Block]:
    paid = sum(each.refund.amount_minor for each in repaid if each.refund.state == RefundState.SETTLED)
    due = sum(each.refund.amount_minor for each in repaid) - paid
    headline = gettext("%(amount)s paid back to you") % {"amount": words.money(paid, case.currency, lang)}
    left = {"amount": words.money(due, case.currency, lang)}
    yield Answer(headline, gettext("%(amount)s is still to come.") % left if due else "")
    yield about(case, (gettext("As of"), words.moment(shop, at, lang)))
    for each in repaid:
        yield Heading(gettext("Refund of %(day)s") % {"day": words.day(shop, each.refund.decided_at, lang)})
        yield _lines(each.note, lang)
        yield Facts(tuple(fact for fact in _facts(each, shop, lang) if fact[1]))
    yield Paragraph(gettext("Banks take one to five working days to show a sum that was paid."), soft=True)


def _lines(note: CreditNote, lang: str) -> Table:
    rows = tuple(
        ("\n".join(part for part in (line["name"], line["reason"]) if part), str(line["quantity"] or "–"),
         words.money(line["amount_minor"], note.currency, lang))
        for line in note.lines
    )  # fmt: skip
    total = (gettext("Total"), "", words.money(note.amount_minor, note.currency, lang))
    head = (gettext("Description"), gettext("Number"), gettext("Amount"))
    return Table(head, rows, align=("left", "right", "right"), total=(total,))


def _facts(each: Repaid, shop: Shop, lang: str) -> Iterator[tuple[str, str]]:
    refund = each.refund
    yield gettext("State"), gettext(STATES[RefundState(refund.state)])
    yield gettext("Paid on"), words.day(shop, refund.settled_at, lang) if refund.settled_at else ""
    yield gettext("By"), each.means
    yield gettext("Reference"), refund.reference
    yield gettext("Credit note"), each.note.number
