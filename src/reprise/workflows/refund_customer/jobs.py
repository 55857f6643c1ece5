"""The jobs that take a refund to the provider and its answer back."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from reprise.apps.accounts.actors import system
from reprise.apps.cases.queries import case_by_id
from reprise.apps.payments.ask_provider import ask_provider
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.ports import Answer
from reprise.apps.payments.queries import refund_for, waiting_for_providers
from reprise.apps.payments.services.attempts import Question
from reprise.apps.payments.services.take_answer import take_answer
from reprise.platform import killpoints
from reprise.platform.jobs.registry import Finish, handles, periodically
from reprise.workflows.refund_customer.follow_up import ask_at, ask_later, follow_up, let_go

if TYPE_CHECKING:
    from reprise.apps.payments.models import Refund

PATIENCE: Final = timedelta(minutes=15)
killpoints.declare("refund.entering")


@handles("refund.send")
@handles("refund.ask")
def pursue(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Take a refund as far as the provider lets it: send it if it never left, else ask what became of it."""
    asked = ask_provider(refund_id=UUID(payload["refund_id"]), at=at)
    return partial(_enter, payload, *asked, at) if asked else None


@periodically("refund.watch", every=timedelta(minutes=10))
def watch(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Take up what was forgotten: a job that was given up, because its worker died each time, comes to nothing else."""
    forgotten = waiting_for_providers(at - PATIENCE)
    return partial(_take_up, forgotten, at) if forgotten else None


def _take_up(forgotten: list["Refund"], at: datetime) -> None:
    for refund in forgotten:  # one whose next question already waits keeps its time
        if refund.state == RefundState.INTENDED:
            let_go(refund=refund, at=at)
        else:
            ask_at(refund=refund, at=at)


def _enter(payload: dict[str, Any], question: Question, answer: Answer, at: datetime) -> None:
    """Write the answer down with all that follows from it, in the transaction that finishes the job."""
    actor = system(payload["shop_id"])
    case, refund = case_by_id(actor, payload["case_id"]), refund_for(actor, payload["refund_id"])
    if take_answer(case=case, refund=refund, question=question, answer=answer, actor=actor, at=at):
        follow_up(case=case, refund=refund, actor=actor, at=at)
    ask_later(refund=refund, at=at)
    killpoints.reach("refund.entering")
