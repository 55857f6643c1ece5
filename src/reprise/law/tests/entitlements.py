"""When one answer gives at least what another gives."""

from reprise.law.assessment import Assessment
from reprise.law.vocabulary import Decision, Payer

#: Part of an order granted, or all of it looked at by a person because the rest is unsettled: neither is the lesser.
RANK = {Decision.REFUSE: 0, Decision.HUMAN_REVIEW: 1, Decision.ACCEPT_IN_PART: 1, Decision.ACCEPT: 2}
LAST_DAYS = ("withdrawal_last_day", "commercial_last_day", "guarantee_until", "presumption_until")
PAYERS = (Payer.BUYER, Payer.NONE, Payer.SELLER)


def never_less(worse: Assessment, better: Assessment) -> None:
    """Each entitlement of the better case is at least that of the worse one."""
    assert RANK[better.decision] >= RANK[worse.decision]
    assert better.rights >= worse.rights
    for name in LAST_DAYS:
        before, after = worse.day(name), better.day(name)
        assert before is None or after is None or after >= before, name
    if worse.refund is not None and better.refund is not None and worse.basis is better.basis:
        assert better.refund.minor >= worse.refund.minor
    if worse.refund_due is not None and better.refund_due is not None and worse.basis is better.basis:
        assert better.refund_due <= worse.refund_due
    if worse.decision is not Decision.HUMAN_REVIEW and worse.basis is better.basis:
        assert PAYERS.index(better.return_cost_by) >= PAYERS.index(worse.return_cost_by)
