"""The closed vocabularies of a policy; their values are those of files and of what is stored.

Remedies, grades and ways in belong to apps that lean on this one: their words are told again here, and a test of the
house compares both.
"""

from enum import StrEnum


class TableName(StrEnum):
    """The tables of a policy, each answering one question."""

    ANSWER = "answer"
    WINDOW = "window"
    EVIDENCE = "evidence"
    DEDUCTION = "deduction"
    APPROVAL = "approval"
    CONTRACT = "contract"
    SIGNAL = "signal"
    PRIORITY = "priority"


class Verdict(StrEnum):
    """What a row of the answer table says."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    PERSON = "person"


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    DAY = "day"
    TEXT = "text"
    TEXTS = "texts"


class LawSays(StrEnum):
    """The answer of the law, as a condition."""

    ACCEPT = "accept"
    PART = "part"
    REFUSE = "refuse"
    PERSON = "person"


class Level(StrEnum):
    """How urgent a request is."""

    HIGH = "high"
    NORMAL = "normal"


class Goods(StrEnum):
    """Whether the article comes back."""

    RETURN = "return"
    KEEP = "keep"


class Way(StrEnum):
    """How a request came in."""

    PORTAL = "portal"
    STAFF = "staff"
    API = "api"
    MAIL = "mail"
    CHAT = "chat"


class Brings(StrEnum):
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


class Condition(StrEnum):
    """The state of an article on the bench."""

    LIKE_NEW = "like_new"
    TRIED = "tried"
    WORN = "worn"
    BROKEN = "broken"


class ToleranceClass(StrEnum):
    """General tolerances of ISO 2768-1 a contract may name."""

    FINE = "f"
    MEDIUM = "m"
    COARSE = "c"
    VERY_COARSE = "v"
