"""The words of the policy: what each table, column and answer is called. English, marked for translation."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.policies.rules import TableName
from reprise.core.refusals import mark

#: Each table: its tab, the question it answers, and its empty state.
TABLES: Final[Mapping[TableName, tuple[str, str, str]]] = {
    TableName.ANSWER: (
        mark("Answers"), mark("What do we answer to a request?"),
        mark("Without a row the law alone answers: what it gives is accepted, the rest is looked at by a person."),
    ),
    TableName.WINDOW: (
        mark("Own window"), mark("How long may one change one’s mind beyond the law, and what does it cost?"),
        mark("Without a row only the law’s own window counts."),
    ),
    TableName.EVIDENCE: (
        mark("Evidence"), mark("What do we ask to be shown? It never blocks a request."),
        mark("Without a row the portal asks for what shows the defect best."),
    ),
    TableName.DEDUCTION: (
        mark("Deductions"), mark("How much of the price do we keep for what the bench found?"),
        mark("Without a row nothing is kept unless a person says so, with its reason."),
    ),
    TableName.APPROVAL: (
        mark("Second person"), mark("Which refunds does a second person have to agree to?"),
        mark("Without a row the limit in the shop’s settings counts."),
    ),
    TableName.CONTRACT: (
        mark("Contracts"), mark("What did we agree with business customers?"),
        mark("Without a row a business customer has what the law gives them, and nothing more."),
    ),
    TableName.SIGNAL: (
        mark("Signals"), mark("When should a person look first? A signal never refuses anything."),
        mark("Without a row nothing about the past of a customer calls anybody."),
    ),
    TableName.PRIORITY: (
        mark("Priorities"), mark("Whose requests come first?"),
        mark("Without a row the queue goes by date alone."),
    ),
}  # fmt: skip

#: What a column asks, where its name alone does not say it.
HINTS: Final[Mapping[str, str]] = {
    "reason": mark("A group stands for everything in it."),
    "days_since_delivery": mark("The day after delivery is day 1."),
    "law": mark("What the law alone would answer."),
    "company": mark("Names as on the order, one a line; capitals do not matter."),
    "tags": mark("Tags of the customer, one a line; one of them is enough."),
    "automatic": mark("Decided by the system the moment it is asked, without anybody looking."),
    "goods": mark("Whether the article has to come back."),
    "question_fr": mark("What the person should find out before deciding."),
    "question_en": mark("What the person should find out before deciding."),
    "restocking_percent": mark("Kept from the price within your own window; never on a withdrawal by law."),
    "percent": mark("Of the price; a proposal to the person who refunds."),
    "shots": mark("The pictures the portal guides the customer through."),
    "tolerance_class": mark("General tolerances of ISO 2768-1."),
}  # fmt: skip

UNITS: Final[Mapping[str, str]] = {
    "days": mark("%(n)s d"), "months": mark("%(n)s months"), "percent": mark("%(n)s %%"),
    "photos": "%(n)s", "pieces": "%(n)s", "requests": "%(n)s", "orders": "%(n)s",
}  # fmt: skip
UNIT_NAMES: Final[Mapping[str, str]] = {
    "days": mark("days"), "months": mark("months"), "percent": "%",  # of other numbers the label says what they count
}  # fmt: skip
