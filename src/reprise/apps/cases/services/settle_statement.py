from datetime import datetime

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.models import Case, Statement, StatementStep
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Overtaken
from reprise.platform.transactions import atomic


@atomic
def settle_statement(
    *, statement: Statement, outcome: StatementOutcome, actor: Actor, at: datetime, after: int,
    case: Case | None = None, double_of: Statement | None = None,
) -> StatementStep:  # fmt: skip
    """Add what was done about a statement; `after` is the number of steps it was decided on, so that of two one wins.

    A case it concerns gets a line on its timeline with the statement's commitment, and nothing personal.
    """
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)
    step = StatementStep(
        statement=statement, number=after + 1, outcome=outcome.value, case=case, double_of=double_of, actor=actor.key,
        at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as taken:
        raise Overtaken from taken
    if case is not None:
        told: dict[str, object] = {
            "statement": statement.reference, "received_at": statement.received_at.isoformat(),
            "commitment": statement.commitment,
        }  # fmt: skip
        record(case=case, actor=actor, at=at, event=Event(EventType.STATEMENT_JOINED, told))
    return step
