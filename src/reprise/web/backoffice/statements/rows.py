"""A withdrawal statement as the desk shows it: what it is, what to do about it, by when, whether its letter left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.faces import Face
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.statement_queries import StatementPicture
from reprise.apps.notifications.queries import letters_of_withdrawals
from reprise.core.refusals import mark
from reprise.readmodels.statements import refund_due
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.notifications.models import Mail

TO_DO: Final[Mapping[StatementOutcome | None, str]] = {
    None: mark("Find its order"),
    StatementOutcome.ATTACHED: mark("Joined to a case that was there already: look at it"),
}
DONE: Final[Mapping[StatementOutcome, str]] = {
    StatementOutcome.MATCHED: mark("matched"), StatementOutcome.ATTACHED: mark("joined"),
    StatementOutcome.NOT_OURS: mark("not ours"), StatementOutcome.DOUBLE: mark("said twice"),
    StatementOutcome.SEEN: mark("looked at"),
}  # fmt: skip
LETTER: Final = {
    "waiting": mark("on its way"), "sent": mark("sent"), "local": mark("in the outbox"),
    "failed": mark("could not be delivered"), "dropped": mark("not sent"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the inbox."""

    picture: StatementPicture
    due: date
    to_do: str  # marked; empty once it is dealt with
    done: str  # marked
    letter: str  # marked; empty while none was written
    undelivered: bool
    cases: "tuple[Case, ...]"


def rows_of(request: StaffRequest, pictures: Sequence[StatementPicture]) -> list[Row]:
    """Rows in the order of their statements; two queries, however many there are."""
    case_ids = [step.case_id for one in pictures for step in one.steps if step.case_id is not None]
    keys = [_key(one) for one in pictures]
    letters = letters_of_withdrawals(request.actor, keys=keys, case_ids=case_ids)
    by_key = {letter.dedupe_key: letter for letter in letters if letter.dedupe_key}
    by_case = {letter.case_id: letter for letter in letters if letter.case_id}
    face = Face.of(request.shop)
    return [
        _row(one, by_key.get(_key(one)) or next((by_case[c] for c in _cases(one) if c in by_case), None), face)
        for one in pictures
    ]


def _key(picture: StatementPicture) -> str:
    return f"statement:{picture.statement.reference}"


def _cases(picture: StatementPicture) -> list[int]:
    return [step.case_id for step in picture.steps if step.case_id is not None]


def _row(picture: StatementPicture, letter: "Mail | None", face: Face) -> Row:
    told = LETTER.get(letter.state, "") if letter is not None else ""
    if picture.is_held:
        told = mark("held: too many from there")
    cases = {step.case.pk: step.case for step in picture.steps if step.case is not None}
    outcome = picture.outcome
    return Row(
        picture=picture, due=refund_due(face, picture.statement.received_at),
        to_do=TO_DO.get(outcome, "") if picture.is_open else "", done=DONE[outcome] if outcome else "", letter=told,
        undelivered=letter is not None and letter.state == "failed", cases=tuple(cases.values()),
    )  # fmt: skip
