"""What a business customer's own contract gives: its warranty, its time to report, its tolerance class."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reprise.apps.policies.rules import Contract, PolicyAnswer
from reprise.law.assessment import Assessment
from reprise.law.calendars import after_months
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Outcome, Payer

COVERED: Final = frozenset({Claim.DEFECT, Claim.WRONG_ITEM})


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """A contract applied to one article, with its last days; they are None where the contract says nothing."""

    row: str
    warranty_months: int | None
    warranty_until: date | None
    report_within_days: int | None
    report_until: date | None
    tolerance_class: str
    return_days: int | None
    declared: date | None

    @property
    def is_over(self) -> bool:
        """Whether the warranty, or the time to report, had ended when the customer wrote."""
        ends = [day for day in (self.warranty_until, self.report_until) if day is not None]
        return self.declared is not None and any(self.declared > day for day in ends)

    @property
    def was_reported_late(self) -> bool:
        """Whether the time to report was over."""
        return self.declared is not None and self.report_until is not None and self.declared > self.report_until

    def cover(self, law: Assessment) -> Assessment:
        """The law's answer, or the contract's where it gives more; what the law leaves open stays open beside it."""
        if law.facts.claim not in COVERED or law.decision is Decision.ACCEPT or law.contradictions:
            return law
        if not self.warranty_months or self.is_over:
            return law
        if self.warranty_until is None:
            missing = (*law.missing, "delivered") if "delivered" not in law.missing else law.missing
            return replace(law, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW, missing=missing)
        return replace(
            law, decision=Decision.ACCEPT, basis=Basis.COMMERCIAL, outcome=Outcome.REPAIR_OR_REPLACEMENT, refund=None,
            refund_due=None, missing=(), return_cost_by=Payer.SELLER,
        )  # fmt: skip


def contract_of(policy: PolicyAnswer, law: Assessment) -> ContractTerms | None:
    """The contract that applies to an article; consumers have the law, which no contract replaces."""
    found = policy.contract
    if found is None or law.facts.buyer is not Buyer.PROFESSIONAL:
        return None
    delivered = law.facts.delivered if isinstance(law.facts.delivered, date) else None
    return ContractTerms(
        row=found.row_id, warranty_months=found.warranty_months, warranty_until=_until(delivered, found),
        report_within_days=found.report_within_days, report_until=_report(delivered, found),
        tolerance_class=found.tolerance_class, return_days=found.return_days, declared=law.facts.declared,
    )  # fmt: skip


def _until(delivered: date | None, found: Contract) -> date | None:
    return after_months(delivered, found.warranty_months) if delivered and found.warranty_months else None


def _report(delivered: date | None, found: Contract) -> date | None:
    days = found.report_within_days
    return delivered + timedelta(days=days) if delivered and days is not None else None
