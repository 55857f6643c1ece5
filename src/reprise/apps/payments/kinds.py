"""The words of payments: states of a refund, kinds of its lines, outcomes of an attempt, accounts of the ledger."""

from enum import StrEnum

BY_HAND = "by_hand"
SANDBOX_CARD = "sandbox_card"


class RefundState(StrEnum):
    """Money axis: what was really paid?"""

    INTENDED = "intended"  # decided, its sum reserved; nothing has left
    SENT = "sent"  # the provider is being asked
    PENDING = "pending"  # the provider has taken it and will say later
    SETTLED = "settled"  # the customer has the money
    FAILED = "failed"  # the provider said no for good; the sum stays due
    UNKNOWN = "unknown"  # no answer that can be read; resolved by asking, never by paying anew
    VOID = "void"  # given up before anything left; its note is corrected by another


class RefundLineKind(StrEnum):
    """What a line of a refund stands for."""

    GOODS = "goods"
    REDUCTION = "reduction"  # money back while the pieces stay sold
    SHIPPING = "shipping"
    DEDUCTION = "deduction"


class AttemptKind(StrEnum):
    """What the provider was asked."""

    SEND = "send"
    ASK = "ask"
    CONFIRM = "confirm"  # a person said what they did


class AttemptOutcome(StrEnum):
    """What came back; open while nothing has."""

    OPEN = ""
    SETTLED = "settled"
    PENDING = "pending"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NEVER_SEEN = "never_seen"


class EntryKind(StrEnum):
    """Why an amount moved between two accounts; each happens at most once to a refund."""

    DECIDED = "decided"
    SETTLED = "settled"
    VOIDED = "voided"


class Account(StrEnum):
    """Accounts of the ledger; what is paid out leaves through the account of a provider."""

    RETURNS = "returns"  # sales taken back
    OWED = "owed"  # due to customers


class NoteKind(StrEnum):
    """Whether a note gives money back or corrects one that did."""

    CREDIT = "credit"
    CORRECTION = "correction"
