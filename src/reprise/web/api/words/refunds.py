"""What the fields of refunds and of problems mean."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.payments.kinds import AttemptKind, AttemptOutcome, RefundLineKind, RefundState
from reprise.web.api.words.common import one_of

WORDS: Final[Mapping[str, str]] = {
    "refund_id": "The refund (`id` of /refunds).",
    "case_id": "The number of its case.",
    "provider": "Through whom it is repaid: `by_hand`, or the name of a card provider.",
    "Refund.id": "Its number, and the key under which the provider is asked.",
    "Refund.state": f"What was really paid: {one_of(RefundState)}.",
    "CaseRefund.state": f"What was really paid: {one_of(RefundState)}.",
    "awaits_approval": "Whether a second person has to agree first.",
    "Refund.reference": "The reference of the transfer; with it, a refund by hand is settled at once.",
    "Refund.lines": "What it is made of.",
    "Refund.attempts": "What the provider was asked, oldest first.",
    "Refund.credit_note": "The number of its credit note; null for none.",
    "Refund.expected_minor": "The total you saw, less the deductions, in minor units: nothing is paid when it changed.",
    "Refund.deductions": "What is kept back; empty for nothing.",
    "Refund.provider": "Through whom it is repaid; null: the way the preview names.",
    "Deduction.minor": "How much is kept back, in minor units.",
    "Preview.lines": "The computation; a deduction is negative.",
    "Preview.proposed_deductions": "What may be taken off; not counted in.",
    "total_minor": "The total, in minor units.",
    "Preview.means": "Where the money goes, as the customer reads it.",
    "Preview.due_on": "The last day on which it must be repaid; null when no date runs.",
    "Preview.needs_second_person": "Whether a second person has to agree.",
    "Preview.second_person_rule": "The row of the shop's policy that asks for one; empty for none.",
    "PreviewLine.kind": f"What it stands for: {one_of(RefundLineKind)}.",
    "RefundLine.kind": f"What it stands for: {one_of(RefundLineKind)}.",
    "ProposedDeduction.rule": "The row of the shop's policy; empty for none.",
    "ProposedDeduction.weigh": "Whether a person has to weigh it first.",
    "Attempt.number": "Its number, from one.",
    "Attempt.kind": f"What was asked: {one_of(AttemptKind)}.",
    "Attempt.outcome": f"What came back: {one_of(AttemptOutcome)} while nothing has.",
    "started_at": "When it was begun.",
    "ended_at": "When it ended; null while it has not.",
    "Confirmation.reference": "The reference of the transfer, or of the refund made in the provider's own pages.",
    "by_hand": "Pay it by hand and confirm it, instead of through the provider once more.",
    "Problem.type": "`urn:reprise:problem:` and the code.",
    "Problem.title": "The code, as words.",
    "Problem.status": "The HTTP status.",
    "Problem.detail": "What is wrong and what to do, in the language asked for.",
    "Problem.request_id": "What to quote to whoever runs the instance.",
    "Problem.errors": "Each field at fault; null for none.",
    "Fault.field": "The field, as it was sent.",
    "Fault.message": "What is wrong with it and what to do.",
}
