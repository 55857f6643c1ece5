"""What staff do about a statement: match it to its order, say that it is not ours or said twice, let its letter go."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.queries import cases_of
from reprise.apps.cases.services.settle_statement import settle_statement
from reprise.apps.cases.statement_queries import StatementPicture, picture_of_statement, statement_for
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_for, order_lines
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.platform.transactions import atomic
from reprise.readmodels.statement_goods import by_hand, chosen
from reprise.workflows.withdrawal_statement.treat import acknowledge, open_case_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class NotOpen(Refusal):
    """The statement is dealt with already."""

    code = "statement_settled"
    kind = Kind.CONFLICT
    sentence = mark("This statement is dealt with already. Look at what was done about it.")


@atomic
def match(
    *, actor: Actor, reference: str, order_id: int, at: datetime, quantities: Mapping[int, int] | None = None
) -> "Case":
    """Open the case of a statement about an order, dated by the statement; a case that is there already gets it."""
    picture = _open_one(actor, reference)
    order = order_for(actor, order_id)
    lines = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value]
    said = picture.said
    wishes = by_hand(lines, quantities) if quantities is not None else chosen(said, lines) if said else None
    if wishes is None or not wishes:
        raise Invalid(field="lines", why=mark("say which articles the statement is about, and how many."))
    free = [wish for wish in wishes if wish.quantity]
    if not free:
        return _attach(picture, actor, order.pk, at)
    case = open_case_of(statement=picture.statement, actor=actor, order=order, wishes=free)
    _settle(picture, StatementOutcome.MATCHED, actor, at, case=case)
    return case


def _attach(picture: StatementPicture, actor: Actor, order_id: int, at: datetime) -> "Case":
    """Every piece is in a request already: the statement goes to the newest of them, and whoever matches has looked."""
    case = cases_of(actor).filter(order_id=order_id).order_by("-id").first()
    if case is None:
        raise Invalid(field="order_id", why=mark("no article of this order is left to withdraw from."))
    _settle(picture, StatementOutcome.ATTACHED, actor, at, case=case)
    _settle(picture_of_statement(picture.statement), StatementOutcome.SEEN, actor, at)
    return case


@atomic
def put_aside(*, actor: Actor, reference: str, outcome: StatementOutcome, at: datetime, double_of: str = "") -> None:
    """Not ours, said twice, or looked at: nothing is left to do. The statement and its date stay."""
    picture = _open_one(actor, reference)
    if outcome is StatementOutcome.SEEN and picture.outcome is not StatementOutcome.ATTACHED:
        raise Invalid(field="outcome", why=mark("match the statement to its order first, or say that it is not ours."))
    if outcome not in {StatementOutcome.SEEN, StatementOutcome.NOT_OURS, StatementOutcome.DOUBLE}:
        raise Invalid(field="outcome", why=mark("choose what was found out about the statement."))
    first = None
    if outcome is StatementOutcome.DOUBLE:
        first = statement_for(actor, double_of)
        if first.pk == picture.statement.pk:
            raise Invalid(field="double_of", why=mark("write the reference of the other statement."))
    settle_statement(
        statement=picture.statement, outcome=outcome, actor=actor, at=at, after=picture.version, double_of=first
    )


@atomic
def release(*, actor: Actor, reference: str, at: datetime) -> None:
    """Let the acknowledgement of a held statement leave."""
    actor.require(Right.CASES_WRITE)
    statement = statement_for(actor, reference)
    picture = picture_of_statement(statement)
    if not picture.is_held or picture.said is None:
        raise NotOpen
    _settle(picture, StatementOutcome.RELEASED, actor, at)
    acknowledge(statement=statement, said=picture.said, at=at)


def _open_one(actor: Actor, reference: str) -> StatementPicture:
    actor.require(Right.CASES_WRITE)
    picture = picture_of_statement(statement_for(actor, reference))
    if not picture.is_open:
        raise NotOpen
    return picture


def _settle(
    picture: StatementPicture, outcome: StatementOutcome, actor: Actor, at: datetime, case: "Case | None" = None
) -> None:
    settle_statement(statement=picture.statement, outcome=outcome, actor=actor, at=at, after=picture.version, case=case)
