from collections.abc import Mapping
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import RemedyState, Trigger
from reprise.apps.cases.memory import learn
from reprise.apps.cases.models import Case, Remedy
from reprise.apps.cases.queries import remedies_of
from reprise.apps.cases.services.remedies import LIVE, cut_remedy, move_remedy
from reprise.apps.cases.transitions import RemedyMove
from reprise.platform.transactions import atomic


@atomic
def arm_remedies(
    *, case: Case, trigger: Trigger, reached: Mapping[int, int], actor: Actor, at: datetime
) -> list[Remedy]:
    """Set going what waited for goods; `reached` says how many pieces of each line ({id: pieces}) are that far by now.

    A remedy for more pieces than that is cut: what has come goes ahead, the rest waits on. A fixed sum waits for all.
    """
    mine = [each for each in remedies_of(case) if each.trigger == trigger.value and each.line_id in reached]
    room = dict(reached)
    for remedy in mine:
        state = RemedyState(remedy.state)
        if state in LIVE and state is not RemedyState.ACCEPTED:
            room[remedy.line_id] -= remedy.quantity
    armed = []
    for remedy in mine:
        pieces = min(room[remedy.line_id], remedy.quantity)
        if remedy.state != RemedyState.ACCEPTED.value or pieces < 1:
            continue
        if pieces < remedy.quantity:
            if remedy.amount_minor is not None:
                continue
            remedy = cut_remedy(remedy=remedy, quantity=pieces)
            learn(case, "remedies", remedy)
        move_remedy(case=case, remedy=remedy, move=RemedyMove.ARM, actor=actor, at=at)
        room[remedy.line_id] -= pieces
        armed.append(remedy)
    return armed
