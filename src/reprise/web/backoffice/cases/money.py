"""The refunds of a case, with what was asked of the provider and what may be done now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from reprise.apps.payments.queries import attempts_of, credit_note_of, lines_of_refund, refunds_of_case
from reprise.core.money import Money
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.buttons import Button, buttons
from reprise.web.backoffice.cases.refund_words import attempt_words, provider_name, refund_line_name
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest


@dataclass(frozen=True, slots=True)
class RefundRow:
    """One refund: its sums, its state and its open deeds."""

    amount: Money
    state: str
    word: str
    provider: str
    reference: str
    note: str
    decided_at: datetime
    awaits_approval: bool
    lines: list[tuple[str, Money, str]]
    attempts: list[tuple[datetime, str]]
    buttons: list[Button]


def refund_rows(request: StaffRequest, scene: Scene) -> list[RefundRow]:
    """Every refund, oldest first; a case rarely has more than two."""
    if not scene.picture.refunds:
        return []
    rows = []
    for refund in refunds_of_case(scene.case.pk):
        own = [action for action in scene.actions if action.refund_id == str(refund.pk)]
        state, word = words.REFUND_STATES[refund.state]
        note = credit_note_of(refund)
        lines = [(refund_line_name(line), Money(line.amount_minor, refund.currency), line.reason)
                 for line in lines_of_refund(refund)]  # fmt: skip
        rows.append(
            RefundRow(
                amount=Money(refund.amount_minor, refund.currency), state=state, word=gettext(word),
                provider=provider_name(refund.provider), reference=refund.reference,
                note=note.number if note else "", decided_at=refund.decided_at,
                awaits_approval=refund.awaits_approval, lines=lines,
                attempts=[(attempt.started_at, attempt_words(attempt)) for attempt in attempts_of(refund)],
                buttons=buttons(request, scene, own),
            )
        )  # fmt: skip
    return rows
