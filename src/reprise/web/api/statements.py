"""Withdrawal statements: those that came, one written down for somebody who wrote or called, what is done about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.stated import NO_LINK, Fault, stated
from reprise.apps.cases.statement_queries import (
    StatementPicture,
    newest_statements,
    picture_of_statement,
    statement_for,
)
from reprise.core.refusals import Invalid, mark
from reprise.web.api.once import once
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import NO_NUL, Body, Cursor, Id, Limit, Page, Pieces, Reference
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.withdrawal_statement.receive import declare
from reprise.workflows.withdrawal_statement.settle import match, put_aside

router = Router(tags=["statements"])
Line = Annotated[str, Field(max_length=120, pattern=NO_NUL)]
Words = Annotated[str, Field(max_length=500, pattern=NO_NUL)]
Address = Annotated[str, Field(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")]
WHY: Final[Mapping[str, str]] = {
    "name": mark("write first and last name."), "number": mark("write the order number, or what was bought and when."),
}  # fmt: skip


class StatementIn(Body):
    """What was declared; `goods` empty means the whole order. No reason may be asked for."""

    name: Line
    email: Address
    order_number: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    bought: Words = ""
    goods: Words = ""
    language: Literal["fr", "en"] = "fr"
    received_at: datetime | None = None


class MatchedLineIn(Body):
    """How many pieces of one order line the statement is about."""

    order_line_id: Id
    quantity: Pieces


class MatchIn(Body):
    """The order the statement is about; without lines, those that it names."""

    order_id: Id
    lines: list[MatchedLineIn] = Field(default_factory=list, max_length=50)


class StatementOutcomeIn(Body):
    """What was found out about a statement that gets no case."""

    outcome: Literal["not_ours", "double", "seen"]
    double_of: Reference = ""


class StepOut(Schema):
    """What was done about a statement."""

    outcome: str
    case_reference: str | None
    double_of: str | None
    actor: str
    at: datetime


class StatementOut(Schema):
    """A statement with what it says, null once erased. It counts from `received_at`, whatever became of it."""

    reference: str
    received_at: datetime
    recorded_at: datetime
    channel: str
    language: str
    held: bool
    open: bool
    outcome: str | None
    commitment: str
    content: dict[str, object] | None
    steps: list[StepOut]


@router.get("", response=Page[StatementOut])
@scope(Right.CASES_READ)
def list_statements(request: HttpRequest, cursor: Cursor | None = None, limit: Limit = 50) -> dict[str, object]:
    """Statements, newest first."""
    found = newest_statements(caller(request), before=id_in(cursor), limit=limit)
    more = len(found) > limit
    items = [_told(picture) for picture in found[:limit]]
    return {"items": items, "next": cursor_of(found[limit - 1].statement.pk) if more else None}


@router.get("/{statement}", response=StatementOut)
@scope(Right.CASES_READ)
def read_statement(request: HttpRequest, statement: Reference) -> StatementOut:
    """One statement."""
    return _told(picture_of_statement(statement_for(caller(request), statement)))


@router.post("", response={201: StatementOut})
@scope(Right.CASES_WRITE)
@once
def write_statement(request: HttpRequest, body: StatementIn) -> tuple[int, StatementOut]:
    """Write a statement down and acknowledge it by letter; the same one again is the first."""
    now = timezone.now()
    at = body.received_at or now
    if timezone.is_naive(at) or at > now:
        raise Invalid(field="received_at", why=mark("write a moment of the past, with its offset from UTC."))
    said = stated(
        name=body.name, email=body.email, order_number=body.order_number, bought=body.bought, goods=body.goods
    )
    for fault in said.faults():
        raise _refused(fault)
    made = declare(actor=caller(request), said=said, language=body.language, at=at)
    return 201, _told(picture_of_statement(made))


@router.post("/{statement}/matches", response={201: StatementOut})
@scope(Right.CASES_WRITE)
@once
def match_statement(request: HttpRequest, statement: Reference, body: MatchIn) -> tuple[int, StatementOut]:
    """Open the case of a statement about an order, dated by the statement."""
    chosen = {line.order_line_id: line.quantity for line in body.lines} or None
    actor = caller(request)
    match(actor=actor, reference=statement, order_id=body.order_id, at=timezone.now(), quantities=chosen)
    return 201, _told(picture_of_statement(statement_for(actor, statement)))


@router.post("/{statement}/outcomes", response={201: StatementOut})
@scope(Right.CASES_WRITE)
@once
def settle_statement(request: HttpRequest, statement: Reference, body: StatementOutcomeIn) -> tuple[int, StatementOut]:
    """Say that a statement is not ours, was said twice, or was looked at."""
    actor = caller(request)
    put_aside(
        actor=actor, reference=statement, outcome=StatementOutcome(body.outcome), at=timezone.now(),
        double_of=body.double_of,
    )  # fmt: skip
    return 201, _told(picture_of_statement(statement_for(actor, statement)))


def _refused(fault: Fault) -> Invalid:
    field = "order_number" if fault.field == "number" else fault.field
    if fault.sentence == NO_LINK:
        return Invalid(field=field, why=mark("write it without a web or e-mail address."))
    return Invalid(field=field, why=WHY.get(fault.field, mark("shorten it.")))


def _told(picture: StatementPicture) -> StatementOut:
    row = picture.statement
    steps = [
        StepOut(
            outcome=step.outcome, case_reference=step.case.reference if step.case else None,
            double_of=step.double_of.reference if step.double_of else None, actor=step.actor, at=step.at,
        )
        for step in picture.steps
    ]  # fmt: skip
    return StatementOut(
        reference=row.reference, received_at=row.received_at, recorded_at=row.recorded_at, channel=row.channel,
        language=row.language, held=picture.is_held, open=picture.is_open,
        outcome=picture.outcome.value if picture.outcome else None, commitment=row.commitment,
        content=picture.said.content() if picture.said else None, steps=steps,
    )  # fmt: skip
