"""The words of a case: its kinds, grounds, and the states of its axes."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What the customer came for."""

    WITHDRAWAL = "withdrawal"
    COMPLAINT = "complaint"
    RETURN = "return"
    CANCELLATION = "cancellation"
    DELIVERY_PROBLEM = "delivery_problem"
    SERVICE_COMPLAINT = "service_complaint"
    RECALL = "recall"


class LineSource(StrEnum):
    """Where the value of a case line comes from."""

    ORDER_LINE = "order_line"
    SHIPPING = "shipping"
    FEE = "fee"
    GOODWILL = "goodwill"
    UNIDENTIFIED = "unidentified"


class FaultParty(StrEnum):
    """Who caused it, as far as known."""

    BUYER = "buyer"
    SELLER = "seller"
    CARRIER = "carrier"
    MAKER = "maker"
    DESIGNER = "designer"
    UNKNOWN = "unknown"


class LineState(StrEnum):
    """Decision axis: is the claim right?"""

    PENDING = "pending"
    NEEDS_INFO = "needs_info"
    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    DECLINED = "declined"
    APPEALED = "appealed"
    UPHELD = "upheld"  # the refusal stands after appeal
    OVERTURNED = "overturned"  # the refusal was lifted
    CANCELLED = "cancelled"  # taken back by the customer before any decision


class ItemState(StrEnum):
    """Goods axis: where is each piece?"""

    NOT_REQUIRED = "not_required"
    EXPECTED = "expected"
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    RECEIVED = "received"
    INSPECTED = "inspected"
    DISPOSED = "disposed"
    EXPIRED = "expired"
    LOST = "lost"
    FOUND = "found"
    UNANNOUNCED = "unannounced"
    MATCHED = "matched"
    QUARANTINED = "quarantined"
    SENT_BACK = "sent_back"


class RemedyType(StrEnum):
    """What the customer gets."""

    REFUND = "refund"
    PARTIAL_REFUND_KEEP = "partial_refund_keep"
    PRICE_REDUCTION = "price_reduction"
    STORE_CREDIT = "store_credit"
    EXCHANGE = "exchange"
    REPLACEMENT = "replacement"
    REPRINT = "reprint"
    REPAIR = "repair"
    SPARE_PART = "spare_part"
    SEND_BACK = "send_back"
    NONE = "none"


#: Remedies that end in a payment to the customer.
MONEY_REMEDIES = frozenset({RemedyType.REFUND, RemedyType.PARTIAL_REFUND_KEEP, RemedyType.PRICE_REDUCTION})


class Trigger(StrEnum):
    """What sets a remedy going."""

    NOW = "now"
    ON_AUTHORISATION = "on_authorisation"
    ON_FIRST_SCAN = "on_first_scan"
    ON_RECEIPT = "on_receipt"
    ON_INSPECTION = "on_inspection"
    ON_DATE = "on_date"


class RemedyState(StrEnum):
    """Remedy axis: how far is what the customer gets?"""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ARMED = "armed"
    EXECUTING = "executing"
    DONE = "done"
    FAILED = "failed"


class Stage(StrEnum):
    """The state people see on a case, derived from the axes."""

    SUBMITTED = "submitted"
    AWAITING_CUSTOMER = "awaiting_customer"
    AWAITING_GOODS = "awaiting_goods"
    INSPECTING = "inspecting"
    RESOLVING = "resolving"
    RESOLVED = "resolved"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Turn(StrEnum):
    """Who must act next."""

    US = "us"
    CUSTOMER = "customer"
    CARRIER = "carrier"
    PROVIDER = "provider"
    NOBODY = "nobody"


class Duty(StrEnum):
    """Whose deadline it is."""

    SELLER = "seller"
    CUSTOMER = "customer"


class DeadlineBasis(StrEnum):
    """Where a deadline comes from."""

    LAW = "law"
    POLICY = "policy"
    PROMISE = "promise"


class DeadlineState(StrEnum):
    """What became of a deadline."""

    OPEN = "open"
    RUNS = "runs"  # a right that runs until its day: nobody has to do anything
    MET = "met"
    DROPPED = "dropped"  # not asked any more
    REPLACED = "replaced"  # a fact changed, and another row says the day
    MISSED = "missed"  # its day passed, and what had to happen then was done


class StatementOutcome(StrEnum):
    """What was done about a withdrawal statement."""

    MATCHED = "matched"  # it opened a case
    ATTACHED = "attached"  # a case about these pieces was there already: somebody looks
    NOT_OURS = "not_ours"
    DOUBLE = "double"
    SEEN = "seen"  # somebody looked
    RELEASED = "released"  # its letter was held and may leave


#: Outcomes after which nothing is left to do about a statement.
SETTLED = frozenset(
    {StatementOutcome.MATCHED, StatementOutcome.NOT_OURS, StatementOutcome.DOUBLE, StatementOutcome.SEEN}
)
