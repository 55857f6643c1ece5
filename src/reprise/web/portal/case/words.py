"""A case in plain words: where it stands, what each line gets, what each sum and date is called."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.cases.kinds import DeadlineBasis, LineState, RemedyType, Stage
from reprise.core.refusals import mark
from reprise.readmodels.deadlines import (
    DECISION,
    DELIVER,
    GUARANTEE,
    MEDIATION,
    POSTAGE,
    PRESUMPTION,
    PROMISED,
    QUESTION,
    REFUND,
    REMEDY,
    REPLY,
    RETURN_BY,
    WITHDRAW,
)

HEADLINES: Final[Mapping[str, str]] = {
    Stage.SUBMITTED: mark("We have your request"),
    Stage.AWAITING_CUSTOMER: mark("We need a detail from you"),
    Stage.AWAITING_GOODS: mark("Your request is accepted"),
    Stage.INSPECTING: mark("We are looking at what you sent"),
    Stage.RESOLVING: mark("Your request is accepted, we are on it"),
    Stage.RESOLVED: mark("It is settled"),
    Stage.DECLINED: mark("We cannot accept your request"),
    Stage.CANCELLED: mark("You cancelled this request"),
}

#: While a remedy is under way, it gives the page its title.
UNDER_WAY: Final[Mapping[str, str]] = {
    RemedyType.REFUND: mark("Your refund is on its way"),
    RemedyType.PARTIAL_REFUND_KEEP: mark("Your partial refund is on its way"),
    RemedyType.PRICE_REDUCTION: mark("Your partial refund is on its way"),
    RemedyType.STORE_CREDIT: mark("Your credit is being prepared"),
    RemedyType.EXCHANGE: mark("Your exchange is being prepared"),
    RemedyType.REPLACEMENT: mark("Your replacement is being prepared"),
    RemedyType.REPRINT: mark("Your part is being printed again"),
    RemedyType.REPAIR: mark("Your article is being repaired"),
    RemedyType.SPARE_PART: mark("Your spare part is being prepared"),
    RemedyType.SEND_BACK: mark("Your article is being sent back to you"),
}

REMEDIES: Final[Mapping[str, str]] = {
    RemedyType.REFUND: mark("Refund"),
    RemedyType.PARTIAL_REFUND_KEEP: mark("Part of the price back, you keep the article"),
    RemedyType.PRICE_REDUCTION: mark("Part of the price back, you keep the article"),
    RemedyType.STORE_CREDIT: mark("Credit at the shop"),
    RemedyType.EXCHANGE: mark("Exchange"),
    RemedyType.REPLACEMENT: mark("Replacement"),
    RemedyType.REPRINT: mark("Printed again"),
    RemedyType.REPAIR: mark("Repair"),
    RemedyType.SPARE_PART: mark("Spare part"),
    RemedyType.SEND_BACK: mark("Sent back to you"),
    RemedyType.NONE: mark("Nothing more"),
}

LINES: Final[Mapping[str, tuple[str, str]]] = {
    LineState.PENDING: ("wait", mark("Being looked at")),
    LineState.NEEDS_INFO: ("active", mark("A detail is missing")),
    LineState.APPROVED: ("done", mark("Accepted")),
    LineState.PARTLY_APPROVED: ("done", mark("Accepted in part")),
    LineState.DECLINED: ("fail", mark("Not accepted")),
    LineState.APPEALED: ("wait", mark("Looked at again")),
    LineState.UPHELD: ("fail", mark("Not accepted after a second look")),
    LineState.OVERTURNED: ("done", mark("Accepted after a second look")),
    LineState.CANCELLED: ("na", mark("Cancelled by you")),
}

REFUNDS: Final[Mapping[str, str]] = {
    "intended": mark("decided"),
    "sent": mark("sent to the provider"),
    "pending": mark("on its way to you"),
    "settled": mark("paid"),
    "failed": mark("did not go through: we are trying again"),
    "unknown": mark("the provider has not answered; nothing is sent twice"),
}

DATES: Final[Mapping[str, str]] = {
    DECISION: mark("Our answer"),
    RETURN_BY: mark("You hand the parcel in"),
    REFUND: mark("We pay you back"),
    REMEDY: mark("We repair or replace"),
    REPLY: mark("We have to answer your complaint"),
    DELIVER: mark("We deliver, as you asked"),
    POSTAGE: mark("We pay your postage back"),
    QUESTION: mark("You answer our question"),
    WITHDRAW: mark("You may change your mind until"),
    GUARANTEE: mark("The guarantee covers it until"),
    PRESUMPTION: mark("You need not prove the defect until"),
    MEDIATION: mark("You may go to the mediator until"),
    PROMISED: mark("We answer your message"),
}

BASES: Final[Mapping[str, str]] = {
    DeadlineBasis.LAW: mark("by law"),
    DeadlineBasis.POLICY: mark("by our policy"),
    DeadlineBasis.PROMISE: mark("our promise"),
}

CLAIMS: Final[Mapping[str, str]] = {
    "withdraw": mark("You changed your mind"),
    "defect": mark("Something is wrong with it"),
    "wrong_item": mark("Not what you ordered"),
    "late_delivery": mark("It is late"),
    "not_received": mark("It did not come"),
}
