"""The words of the desk: what each state, deed and date is called. English, marked for translation."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.cases.kinds import CaseKind, DeadlineBasis, ItemState, LineState, RemedyState, Stage, Turn
from reprise.core.refusals import mark
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadline_words import TITLES
from reprise.readmodels.event_details import REMEDIES

__all__ = [
    "AXES", "AXIS_STATES", "BASES", "BUYERS", "BUYER_TAGS", "DEADLINES", "DEEDS", "ITEM_STATES", "KINDS",
    "LINE_STATES", "REFUND_STATES", "REMEDIES", "REMEDY_STATES", "STAGES", "TURNS",
]  # fmt: skip

KINDS: Final[Mapping[str, str]] = {
    CaseKind.WITHDRAWAL: mark("Withdrawal"),
    CaseKind.COMPLAINT: mark("Complaint"),
    CaseKind.RETURN: mark("Return under the shop’s policy"),
    CaseKind.CANCELLATION: mark("Cancellation before dispatch"),
    CaseKind.DELIVERY_PROBLEM: mark("Delivery problem"),
    CaseKind.SERVICE_COMPLAINT: mark("Complaint about service"),
    CaseKind.RECALL: mark("Recall"),
}

BUYERS: Final[Mapping[str, str]] = {
    "consumer": mark("consumer"),
    "non_professional": mark("non-professional"),
    "professional": mark("professional"),
}

#: The tag beside a name; consumers have none.
BUYER_TAGS: Final[Mapping[str, str]] = {"non_professional": mark("Non-pro"), "professional": mark("Pro")}

STAGES: Final[Mapping[str, str]] = {
    Stage.SUBMITTED: mark("to decide"),
    Stage.AWAITING_CUSTOMER: mark("a detail was asked for"),
    Stage.AWAITING_GOODS: mark("goods awaited"),
    Stage.INSPECTING: mark("goods on the bench"),
    Stage.RESOLVING: mark("remedy under way"),
    Stage.RESOLVED: mark("settled"),
    Stage.DECLINED: mark("refused"),
    Stage.CANCELLED: mark("cancelled by the customer"),
}

TURNS: Final[Mapping[str, str]] = {
    Turn.US: mark("Us"),
    Turn.CUSTOMER: mark("Customer"),
    Turn.CARRIER: mark("Carrier"),
    Turn.PROVIDER: mark("Provider"),
    Turn.NOBODY: mark("Nobody"),
}

BASES: Final[Mapping[str, str]] = {
    DeadlineBasis.LAW: mark("law"),
    DeadlineBasis.POLICY: mark("policy"),
    DeadlineBasis.PROMISE: mark("promise"),
}

DEADLINES: Final[Mapping[str, str]] = TITLES

AXES: Final[Mapping[str, str]] = {
    "decision": mark("Decision"),
    "goods": mark("Goods"),
    "remedy": mark("Remedy"),
    "money": mark("Money"),
}

AXIS_STATES: Final[Mapping[str, Mapping[str, str]]] = {
    "decision": {
        "idle": mark("Not begun"), "wait": mark("To decide"), "active": mark("Detail asked"),
        "done": mark("Granted"), "fail": mark("Refused"), "na": mark("Cancelled"),
    },
    "goods": {
        "idle": mark("Not known yet"), "wait": mark("Awaited"), "active": mark("On the way"),
        "done": mark("Inspected"), "fail": mark("Not come"), "na": mark("No return"),
    },
    "remedy": {
        "idle": mark("To choose"), "wait": mark("Agreed"), "active": mark("Under way"),
        "done": mark("Done"), "fail": mark("Failed"), "na": mark("None"),
    },
    "money": {
        "idle": mark("Nothing yet"), "wait": mark("To pay"), "active": mark("On its way"),
        "done": mark("Paid"), "fail": mark("Failed"), "unknown": mark("Outcome unknown"), "na": mark("None"),
    },
}  # fmt: skip

LINE_STATES: Final[Mapping[str, tuple[str, str]]] = {
    LineState.PENDING: ("wait", mark("To decide")),
    LineState.NEEDS_INFO: ("active", mark("Detail asked")),
    LineState.APPROVED: ("done", mark("Granted")),
    LineState.PARTLY_APPROVED: ("done", mark("Granted in part")),
    LineState.DECLINED: ("fail", mark("Refused")),
    LineState.APPEALED: ("wait", mark("Disputed")),
    LineState.UPHELD: ("fail", mark("Refusal upheld")),
    LineState.OVERTURNED: ("done", mark("Granted on second look")),
    LineState.CANCELLED: ("na", mark("Cancelled")),
}

ITEM_STATES: Final[Mapping[str, tuple[str, str]]] = {
    ItemState.NOT_REQUIRED: ("na", mark("No return needed")),
    ItemState.EXPECTED: ("wait", mark("Awaited")),
    ItemState.DISPATCHED: ("active", mark("Sent")),
    ItemState.DELIVERED: ("active", mark("Delivered")),
    ItemState.RECEIVED: ("wait", mark("To inspect")),
    ItemState.INSPECTED: ("wait", mark("To put away")),
    ItemState.DISPOSED: ("done", mark("Put away")),
    ItemState.EXPIRED: ("fail", mark("Not sent in time")),
    ItemState.LOST: ("fail", mark("Lost")),
    ItemState.FOUND: ("active", mark("Found again")),
    ItemState.UNANNOUNCED: ("wait", mark("Unannounced")),
    ItemState.MATCHED: ("wait", mark("Matched")),
    ItemState.QUARANTINED: ("wait", mark("Set aside")),
    ItemState.SENT_BACK: ("done", mark("Sent back")),
}

REMEDY_STATES: Final[Mapping[str, tuple[str, str]]] = {
    RemedyState.PROPOSED: ("idle", mark("Proposed")),
    RemedyState.ACCEPTED: ("wait", mark("Agreed")),
    RemedyState.REFUSED: ("na", mark("Dropped")),
    RemedyState.ARMED: ("active", mark("Ready")),
    RemedyState.EXECUTING: ("active", mark("Under way")),
    RemedyState.DONE: ("done", mark("Done")),
    RemedyState.FAILED: ("fail", mark("Failed")),
}

REFUND_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "intended": ("wait", mark("To send")),
    "sent": ("active", mark("Sent")),
    "pending": ("active", mark("On its way")),
    "settled": ("done", mark("Paid")),
    "failed": ("fail", mark("Failed")),
    "unknown": ("unknown", mark("Outcome unknown")),
    "void": ("na", mark("Void")),
}

#: What the button of a deed says; a deed that opens a form ends in an ellipsis where it asks for money.
DEEDS: Final[Mapping[str, str]] = {
    Deed.APPROVE_REFUND: mark("Approve the refund…"),
    Deed.RESOLVE_REFUND: mark("Ask the provider"),
    Deed.CONFIRM_REFUND: mark("Confirm the payment…"),
    Deed.RETRY_REFUND: mark("Send it again…"),
    Deed.REPAY_BY_HAND: mark("Pay it by hand…"),
    Deed.VOID_REFUND: mark("Give the refund up…"),
    Deed.REFUND: mark("Refund…"),
    Deed.DECIDE: mark("Decide"),
    Deed.REVIEW_APPEAL: mark("Look again"),
    Deed.INSPECT: mark("Inspect"),
    Deed.FINISH_REMEDY: mark("Mark as done"),
    Deed.DISPOSE: mark("Put it away"),
    Deed.RECEIVE: mark("Receive"),
    Deed.AUTHORISE: mark("Authorise the return"),
    Deed.ANNOUNCE_PARCEL: mark("Announce a parcel"),
    Deed.ADD_PROOF: mark("Add the proof of deposit"),
    Deed.ASK: mark("Ask for a detail"),
    Deed.CANCEL: mark("Cancel for the customer…"),
    Deed.CHANGE: mark("Change the request"),
    Deed.APPEAL: mark("Dispute for the customer…"),
    Deed.ADD_EVIDENCE: mark("Add a file"),
    Deed.MESSAGE: mark("Write a message"),
    Deed.NOTE: mark("Write a note"),
    Deed.ASSIGN: mark("Assign"),
    Deed.KEEP_DATE: mark("Say it is done"),
}
