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

#: The name of each column, as a condition and as a part of the answer.
COLUMNS: Final[Mapping[str, str]] = {
    "claim": mark("Request"), "reason": mark("Reason"), "kind": mark("Article"), "buyer": mark("Buyer"),
    "country": mark("Country"), "opened": mark("Unsealed"), "second_hand": mark("Second-hand"),
    "days_since_delivery": mark("Since delivery"), "days_since_order": mark("Since the order"),
    "ordered": mark("Ordered"), "value_minor": mark("Value"), "order_value_minor": mark("Value of the order"),
    "quantity": mark("Pieces"), "photos": mark("Photos"), "measured": mark("Measured"), "danger": mark("Danger"),
    "asked_remedy": mark("Wish"), "channel": mark("Came by"), "law": mark("The law says"), "basis": mark("Ground"),
    "company": mark("Company"), "priority": mark("Urgency"), "tags": mark("Customer tags"),
    "grade": mark("Condition"), "complete": mark("Complete"), "used_beyond_test": mark("Used beyond a test"),
    "amount_minor": mark("Amount"), "remedy": mark("Remedy"), "returns_12m": mark("Requests in 12 months"),
    "orders_12m": mark("Orders in 12 months"), "return_rate_percent": mark("Share of orders returned"),
    "swapped_before": mark("Goods swapped before"), "refused_12m": mark("Refused in 12 months"),
    "spent_12m_minor": mark("Bought in 12 months"),
    "verdict": mark("Decision"), "automatic": mark("At once"), "goods": mark("Old article"),
    "question_fr": mark("Question, in French"), "question_en": mark("Question, in English"),
    "days": mark("Window"), "return_cost_by": mark("Return paid by"), "refunds_delivery": mark("Delivery repaid"),
    "restocking_percent": mark("Restocking fee"), "shots": mark("Shots"), "measure": mark("A measurement"),
    "files": mark("Files"), "percent": mark("Kept"), "second_person": mark("Second person"),
    "warranty_months": mark("Own warranty"), "report_within_days": mark("Report within"),
    "tolerance_class": mark("Tolerance class"), "return_days": mark("Window"), "level": mark("Urgency"),
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
    "days": mark("days"), "months": mark("months"), "percent": "%", "photos": mark("photos"),
    "pieces": mark("pieces"), "requests": mark("requests"), "orders": mark("orders"),
}  # fmt: skip
