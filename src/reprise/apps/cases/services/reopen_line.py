from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import ItemState, LineState, RemedyState
from reprise.apps.cases.memory import forget
from reprise.apps.cases.models import Authorisation, Case, CaseLine, Decision, Remedy, ReturnItem
from reprise.apps.cases.queries import authorisation_of, items_of, remedies_of
from reprise.apps.cases.services.record import record
from reprise.apps.cases.services.remedies import move_remedy
from reprise.apps.cases.transitions import RemedyMove
from reprise.core.refusals import Invalid, Kind, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

WAITING = (RemedyState.ACCEPTED.value, RemedyState.ARMED.value)
NOT_SENT = (ItemState.EXPECTED.value, ItemState.NOT_REQUIRED.value)


class TooLateToReopen(Refusal):
    """Something has left: a remedy, money or the goods."""

    code = "too_late_to_reopen"
    kind = Kind.CONFLICT
    sentence = mark("This cannot be taken back any more: money, goods or a remedy are on their way.")


class DecidedByAPerson(Refusal):
    """Only what a rule decided is taken back so."""

    code = "decided_by_a_person"
    kind = Kind.CONFLICT
    sentence = mark("A person decided this. The customer may dispute it; the decision itself stays.")


@atomic
def reopen_line(*, case: Case, line: CaseLine, reason: str, actor: Actor, at: datetime) -> Decision:
    """Take back what a rule decided, while nothing has left: a person decides now. The rule's decision stays kept."""
    actor.require(Right.CASES_DECIDE)
    if not reason.strip():
        raise Invalid(field="reason", why=mark("say why: the customer reads this sentence."))
    decision = Decision.objects.filter(line=line).order_by("-id").first()
    if decision is None or decision.decided_by != "system":
        raise DecidedByAPerson
    mine = [remedy for remedy in remedies_of(case) if remedy.line_id == line.pk]
    items = [item for item in items_of(case) if item.line_id == line.pk]
    _check(mine, items)
    for remedy in mine:
        if remedy.state in WAITING:
            move_remedy(case=case, remedy=remedy, move=RemedyMove.REFUSE, actor=actor, at=at)
    _let_go(case, items, at)
    reopened = {**line.proposal, "reopened": True}
    back = CaseLine.objects.filter(pk=line.pk, state=LineState.APPROVED.value)
    if back.update(state=LineState.PENDING.value, approved_quantity=0, proposal=reopened) != 1:
        raise Overtaken
    line.state, line.approved_quantity, line.proposal = LineState.PENDING.value, 0, reopened
    told: dict[str, object] = {"line": line.position, "rule": decision.versions.get("rows", {}).get("answer", "")}
    private: dict[str, object] = {"text": reason.strip(), "by": actor.name}
    record(case=case, actor=actor, at=at, event=Event(EventType.DECISION_REOPENED, told, private))
    return decision


def _check(remedies: list[Remedy], items: list[ReturnItem]) -> None:
    settled = {RemedyState.REFUSED.value, *WAITING}
    if any(remedy.state not in settled for remedy in remedies) or any(item.state not in NOT_SENT for item in items):
        raise TooLateToReopen


def _let_go(case: Case, items: list[ReturnItem], at: datetime) -> None:
    """Nothing of the line is expected any more, and its slip is void."""
    expected = [item.pk for item in items if item.state == ItemState.EXPECTED.value]
    if expected and authorisation_of(case) is not None:
        Authorisation.objects.filter(case=case, voided_at__isnull=True).update(voided_at=at)
    ReturnItem.objects.filter(pk__in=[item.pk for item in items], state__in=NOT_SENT).delete()
    for what in ("items", "authorisations"):
        forget(case, what)
