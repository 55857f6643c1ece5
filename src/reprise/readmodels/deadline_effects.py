"""What happens when a deadline is missed, as a code that is kept with it; deadline_words says it."""

from datetime import date
from typing import Final

from reprise.law.jurisdictions import Law
from reprise.law.vocabulary import Basis

PROMISE: Final = "promise"  # our word is broken, no right is lost
FINE: Final = "fine"
DEEMED_ACCEPTED: Final = "deemed_accepted"
GROWS_BY_BANDS: Final = "grows_by_bands"  # L242-4
GROWS_BY_TEN: Final = "grows_by_ten"  # L241-4, L241-6, L241-7
INTEREST: Final = "interest"  # no scale in the law of that country
OTHER_REMEDIES: Final = "other_remedies"
MAY_END: Final = "may_end"
LAPSES: Final = "lapses"
RETURN_LATE: Final = "return_late"
WAITS: Final = "waits"
RIGHT_ENDS: Final = "right_ends"
PROOF_TURNS: Final = "proof_turns"
NO_MEDIATOR: Final = "no_mediator"

#: Which scale of the law a late payment goes by, by the rule its day was counted with, and by the ground of its line.
SCALES: Final = {
    "withdrawal.refund_days": "late_payment.withdrawal",
    "late_delivery.refund_days": "late_payment.late_delivery",
    "guarantee.rescission_refund_days": "late_payment.conformity",
    "guarantee.postage_refund_days": "late_payment.postage",
}
GROUNDS: Final = {
    Basis.WITHDRAWAL.value: "late_payment.withdrawal",
    Basis.LATE_DELIVERY.value: "late_payment.late_delivery",
    Basis.CONFORMITY.value: "late_payment.conformity",
}


def late_payment(law: Law | None, rule: str, day: date) -> str:
    """What a late payment costs where the buyer lives: a sum that grows by a scale, or interest nobody scales."""
    scale = law.at(SCALES[rule], day) if law and rule in SCALES else None
    if scale is None:
        return INTEREST
    return GROWS_BY_BANDS if "month_step" in scale.content else GROWS_BY_TEN
