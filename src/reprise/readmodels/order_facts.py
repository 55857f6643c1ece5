"""What may be told of a case to whoever proved that it is theirs: its state, what is next, by when, and what money.

Fixed sentences in the active language, filled from the database alone; nothing here is ever guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.cases.kinds import CaseKind, Stage
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.law.formats import amount
from reprise.readmodels import deadlines as names
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.clock_words import language, long_day

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

STATES: Final[Mapping[str, str]] = {
    Stage.SUBMITTED: mark("Case %(reference)s, %(subject)s: we have your request and are looking at it."),
    Stage.AWAITING_CUSTOMER: mark("Case %(reference)s, %(subject)s: we wait for your answer to our question."),
    Stage.AWAITING_GOODS: mark("Case %(reference)s, %(subject)s: your request is accepted, the goods are awaited."),
    Stage.INSPECTING: mark("Case %(reference)s, %(subject)s: the goods are here and are being checked."),
    Stage.RESOLVING: mark("Case %(reference)s, %(subject)s: your request is accepted and being carried out."),
    Stage.RESOLVED: mark("Case %(reference)s, %(subject)s: it is settled."),
    Stage.DECLINED: mark("Case %(reference)s, %(subject)s: your request was not accepted; you may dispute the answer."),
    Stage.CANCELLED: mark("Case %(reference)s, %(subject)s: you cancelled this request."),
}  # fmt: skip
WITHDRAWN: Final = mark("Case %(reference)s, %(subject)s: your withdrawal is recorded.")
DUES: Final[Mapping[str, str]] = {
    names.QUESTION: mark("Your answer is awaited by %(day)s."),
    names.DECISION: mark("You have our answer by %(day)s."),
    names.RETURN_BY: mark("Hand the parcel in by %(day)s."),
    names.REMEDY: mark("Repair or replacement is done by %(day)s at the latest."),
    names.REFUND: mark("You are paid back by %(day)s at the latest."),
    names.POSTAGE: mark("Your return postage is paid back by %(day)s at the latest."),
}
REFUNDS: Final[Mapping[str, str]] = {
    "intended": mark("A refund of %(sum)s is decided."),
    "sent": mark("A refund of %(sum)s is under way."),
    "pending": mark("A refund of %(sum)s is under way."),
    "settled": mark("A refund of %(sum)s is paid."),
    "failed": mark("A refund of %(sum)s did not go through; we are trying again."),
    "unknown": mark("The payment provider has not confirmed a refund of %(sum)s yet; nothing is sent twice."),
}
#: What looks like the number of an order or a case: a reference of ours, or four digits in a row and what is glued on.
_NUMBER: Final = re.compile(r"\b[A-Za-z]{2,4}-\w{4}-\w{4}\b|[\w#/-]*\d{4,}[\w/-]*")
#: A day, a year, a telephone number: no number of an order.
_NO_ORDER: Final = re.compile(r"(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|0\d{9}")


def facts_of(case: "Case") -> list[str]:
    """What is known of a case: where it stands, the days that are due, what is or will be paid."""
    return list(_facts(picture_of(case)))


def _facts(picture: CasePicture) -> Iterator[str]:
    case = picture.case
    told = {"reference": case.reference, "subject": case.subject}
    withdrawn = case.kind in {CaseKind.WITHDRAWAL, CaseKind.CANCELLATION} and case.stage == Stage.SUBMITTED
    yield gettext(WITHDRAWN if withdrawn else STATES[Stage(case.stage)]) % told
    arrived = [parcel.received_at for parcel in picture.parcels if parcel.direction == "in" and parcel.received_at]
    if arrived and case.stage in {Stage.AWAITING_GOODS, Stage.INSPECTING, Stage.RESOLVING}:
        yield gettext("Your parcel arrived on %(day)s.") % {"day": long_day(max(arrived).date())}
    for deadline in sorted(picture.deadlines, key=lambda one: one.due_on):
        if deadline.name in DUES:
            yield gettext(DUES[deadline.name]) % {"day": long_day(deadline.due_on)}
    for refund in picture.refunds:
        if refund.state in REFUNDS and not refund.awaits_approval:
            sum_ = amount(Money(refund.amount_minor, case.currency), language())
            yield gettext(REFUNDS[refund.state]) % {"sum": sum_}


def names_another(question: str, cases: Sequence["Case"]) -> bool:
    """Whether a question names a number that is none of these cases' and none of their orders'."""
    own = {_bare(text) for case in cases for text in (case.reference, case.order.number if case.order else "") if text}
    known = own | {_digits(text) for text in own}
    named = [_bare(found[0]) for found in _NUMBER.finditer(question) if not _NO_ORDER.fullmatch(found[0].strip("#"))]
    return any(one not in known and _digits(one) not in known for one in named)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _digits(text: str) -> str:
    """The number within a number: 1001 of LAM-1001; a reference, whose digits say little, stays whole."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return digits if len(digits) >= 4 else text
