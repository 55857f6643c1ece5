"""Short names, as a table shows them: its columns, and the words in its cells."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language, gettext

from reprise.apps.policies.rules import TableName
from reprise.core.refusals import mark
from reprise.law.jurisdictions import law_of
from reprise.printing.defects import defect, evidence, groups

_TABLES: Final[Mapping[TableName, str]] = {
    TableName.ANSWER: mark("Answers"),
    TableName.WINDOW: mark("Return windows"),
    TableName.EVIDENCE: mark("Evidence asked for"),
    TableName.DEDUCTION: mark("Deductions after inspection"),
    TableName.APPROVAL: mark("Second person"),
    TableName.CONTRACT: mark("Business terms"),
    TableName.SIGNAL: mark("Signals to a person"),
    TableName.PRIORITY: mark("Priority"),
}

_COLUMNS: Final[Mapping[str, str]] = {
    "claim": mark("Claim"), "reason": mark("Reason"), "kind": mark("Article"), "buyer": mark("Buyer"),
    "country": mark("Country"), "opened": mark("Packaging opened"), "second_hand": mark("Second-hand"),
    "days_since_delivery": mark("Since delivery"), "days_since_order": mark("Since the order"),
    "ordered": mark("Day of the order"), "value_minor": mark("Value"), "order_value_minor": mark("Order value"),
    "quantity": mark("Pieces"), "photos": mark("Photos"), "measured": mark("Measured"), "danger": mark("Danger"),
    "asked_remedy": mark("Wish"), "channel": mark("Channel"), "law": mark("The law says"), "basis": mark("Ground"),
    "company": mark("Company"), "priority": mark("Priority"), "tags": mark("Tags"), "grade": mark("Grade"),
    "complete": mark("Complete"), "used_beyond_test": mark("Used beyond a trial"), "amount_minor": mark("Amount"),
    "remedy": mark("Remedy"), "returns_12m": mark("Requests in 12 months"), "orders_12m": mark("Orders in 12 months"),
    "return_rate_percent": mark("Share of orders that come back"), "swapped_before": mark("Swapped before"),
    "refused_12m": mark("Refusals in 12 months"), "spent_12m_minor": mark("Spent in 12 months"),
    "verdict": mark("Decision"), "automatic": mark("At once"), "goods": mark("Goods"),
    "question_fr": mark("Question in French"), "question_en": mark("Question in English"), "days": mark("Days"),
    "return_cost_by": mark("Return paid by"), "refunds_delivery": mark("Delivery repaid"),
    "restocking_percent": mark("Restocking"), "shots": mark("Shots"), "measure": mark("Measure"),
    "files": mark("Files"), "percent": mark("Part kept"), "second_person": mark("Second person"),
    "warranty_months": mark("Warranty"), "report_within_days": mark("Report within"),
    "tolerance_class": mark("Tolerance class"), "return_days": mark("Return window"), "level": mark("Level"),
    "note_fr": mark("Note in French"), "note_en": mark("Note in English"), "id": mark("Name"),
}  # fmt: skip

_REMEDIES: Final[Mapping[str, str]] = {
    "refund": mark("Refund"), "partial_refund_keep": mark("Part refund, keeps the article"),
    "price_reduction": mark("Lower price"), "store_credit": mark("Credit"), "exchange": mark("Exchange"),
    "replacement": mark("Replacement"), "reprint": mark("Reprint"), "repair": mark("Repair"),
    "spare_part": mark("Spare part"),
}  # fmt: skip

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "claim": {
        "withdraw": mark("Change of mind"), "defect": mark("Defect"), "wrong_item": mark("Wrong article"),
        "late_delivery": mark("Late delivery"), "not_received": mark("Not received"), "recall": mark("Recall"),
    },
    "kind": {
        "printer": mark("Printer"), "filament": mark("Filament"), "resin": mark("Resin"),
        "spare_part": mark("Spare part"), "accessory": mark("Accessory"), "catalogue_print": mark("Catalogue print"),
        "custom_print": mark("Print from the customer’s file"), "personalised_print": mark("Personalised print"),
        "digital_file": mark("Digital file"),
    },
    "buyer": {
        "consumer": mark("Consumer"), "non_professional": mark("Non-professional"),
        "professional": mark("Professional"),
    },
    "channel": {
        "portal": mark("Customer pages"), "staff": mark("Staff"), "api": mark("API"), "mail": mark("Mail"),
        "chat": mark("Chat"),
    },
    "law": {"accept": mark("Yes"), "part": mark("In part"), "refuse": mark("No"), "person": mark("A person decides")},
    "basis": {
        "withdrawal": mark("Withdrawal"), "conformity": mark("Legal guarantee"),
        "digital_conformity": mark("Legal guarantee of digital content"), "hidden_defect": mark("Hidden defect"),
        "late_delivery": mark("Late delivery"), "recall": mark("Recall"), "commercial": mark("Our own promise"),
        "none": mark("No ground"),
    },
    "priority": {"high": mark("High"), "normal": mark("Normal")},
    "level": {"high": mark("High"), "normal": mark("Normal")},
    "grade": {
        "like_new": mark("Like new"), "tried": mark("Tried"), "worn": mark("Worn"), "broken": mark("Broken"),
    },
    "asked_remedy": _REMEDIES,
    "remedy": _REMEDIES,
    "verdict": {"accept": mark("Accept"), "refuse": mark("Refuse"), "person": mark("A person")},
    "goods": {"return": mark("Come back"), "keep": mark("Stay with the customer")},
    "return_cost_by": {"buyer": mark("The customer"), "seller": mark("The shop")},
    "tolerance_class": {
        "f": mark("Fine (ISO 2768-f)"), "m": mark("Medium (ISO 2768-m)"), "c": mark("Coarse (ISO 2768-c)"),
        "v": mark("Very coarse (ISO 2768-v)"),
    },
}  # fmt: skip


def language() -> str:
    """The reader's language, of those we speak."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def table_label(table: TableName) -> str:
    """The name of a table."""
    return gettext(_TABLES[table])


def column_label(name: str) -> str:
    """The heading of a column, by its name; a field such as “when.kind” is named by its column."""
    last = name.rsplit(".", 1)[-1]
    return gettext(_COLUMNS[last]) if last in _COLUMNS else last


def word_label(column: str, word: str) -> str:
    """A word of a column; one we do not know stands as it is."""
    if column == "reason":
        return reason_label(word)
    if column == "country":
        law = law_of(word)
        return law.names[language()] if law else word
    if column == "shots":
        shot = evidence().get(word)
        return shot.label.in_(language()) if shot else word
    known = _WORDS.get(column, {})
    return gettext(known[word]) if word in known else word


def reason_label(word: str) -> str:
    """A reason, or a group of them, by its name in the taxonomy."""
    found = defect(word)
    if found is not None:
        return found.label.in_(language())
    group = next((one for one in groups() if one.code == word), None)
    return group.label.in_(language()) if group else word
