"""Say that a repair, a replacement or another remedy without money is done."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import MONEY_REMEDIES, RemedyState, RemedyType
from reprise.apps.cases.queries import case_by_id, line_for, remedy_by_id
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.free_pieces import free_pieces
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.remedies import move_remedy
from reprise.apps.cases.services.renew_terms import renew_terms
from reprise.apps.cases.transitions import RemedyMove
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic
from reprise.readmodels.case_letters import remedy_done, to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.repaired_terms import after_repair

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class PaidNotFinished(Refusal):
    """A remedy in money ends with its payment."""

    code = "paid_not_finished"
    kind = Kind.CONFLICT
    sentence = mark("This remedy is money: it is done when the refund is paid. Make the refund instead.")


@atomic
def finish(*, actor: Actor, case: "Case", remedy_id: int, note: str, at: datetime) -> None:
    """Carry the remedy out and tell the customer; `note` is theirs to read, for example a tracking number."""
    actor.require(Right.CASES_DECIDE)
    hold(case)
    remedy = remedy_by_id(case_by_id(actor, case.pk), remedy_id)
    if RemedyType(remedy.type) in MONEY_REMEDIES:
        raise PaidNotFinished
    if remedy.state == RemedyState.ARMED.value:
        move_remedy(case=case, remedy=remedy, move=RemedyMove.EXECUTE, actor=actor, at=at)
    move_remedy(case=case, remedy=remedy, move=RemedyMove.FINISH, actor=actor, at=at)
    free_pieces(remedy=remedy)
    line, shop = line_for(actor, case, remedy.line_id), shop_of(actor)
    done = remedy_done(remedy, line.name, case.language)
    letter = to_customer(case, shop, Letter.REMEDY_DONE, author=actor, outcome=done, text=note.strip())
    send_letter(**letter, at=at)
    if remedy.type == RemedyType.REPAIR.value:
        longer = after_repair(shop, case, line, at)
        renew_terms(case=case, terms=longer, zone=shop.timezone, at=at, why="repaired")
    store_projection(case=case, projection=project(picture_of(case)), at=at)
