"""Say a request anew while nobody has decided: pieces are claimed again, rights computed again, the old words kept."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import case_by_id, lines_of
from reprise.apps.cases.services.change_lines import TooLateToChange, change_lines, changeable
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.drafts import finish_draft
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.renew_proposal import keep_earlier
from reprise.apps.cases.services.renew_terms import renew_terms
from reprise.apps.cases.services.set_priority import set_priority
from reprise.apps.catalogue.services.pieces import claim_pieces, release_pieces
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, mark
from reprise.law.vocabulary import Claim
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.case_letters import summary, to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.case_request import with_evidence
from reprise.readmodels.deadlines import ACKNOWLEDGED, DECISION, TERMS
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request
from reprise.workflows.return_request import attach_all, check, new_line
from reprise.workflows.verdict.by_rule import accept_by_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reprise.apps.cases.models import Case, CaseLine


@atomic
def change(*, actor: Actor, case: "Case", request: Request, at: datetime) -> None:
    """Change quantities, reasons, wishes and words of an open request; the promised day of our answer stays."""
    case = case_by_id(actor, case.pk)
    hold(case)
    before = changeable(lines_of(case))
    if not before or case.order is None:
        raise TooLateToChange
    check(request)
    held = {line.order_line_id: line.quantity for line in before if line.order_line_id}
    for wish in request.wishes:
        if wish.order_line_id not in held or wish.claim == Claim.WITHDRAW:
            why = mark("choose among the articles of this request; withdraw by the withdrawal form.")
            raise Invalid(field="wishes", why=why)
    for order_line_id, quantity in sorted(held.items()):  # in one order, as whoever asks anew claims them
        release_pieces(order_line_id=order_line_id, quantity=quantity)
    shop = shop_of(actor)
    sale, number = sale_of(shop, case.order)
    asked = with_evidence(case, request) if sale.policy.has_rows else request
    answered = assess_request(sale=sale, policy_number=number, request=asked, today=sale.told_on(at), besides=case.pk)
    value = case.value_minor - _paid(before) + sum(line.paid.minor for line in answered.lines)
    for line in before:
        keep_earlier(line=line, because="changed", actor=actor, at=at)
    change_lines(
        case=case, new=[new_line(answered, line) for line in answered.lines], danger=request.danger, value_minor=value,
        actor=actor, at=at,
    )  # fmt: skip
    for wish in request.wishes:
        claim_pieces(order_line_id=wish.order_line_id, quantity=wish.quantity)
    attach_all(actor=actor, case=case, request=request, at=at)
    finish_draft(shop_id=shop.pk, key=request.draft_key, case_id=case.pk)
    lines = {line.order_line_id: line for line in lines_of(case)}
    live = [lines[wish.order_line_id] for wish in request.wishes]
    due = clocks.when_opened(answered, case, live)
    owed = [new for new in due if new.name not in {DECISION, ACKNOWLEDGED} | TERMS]
    set_deadlines(case=case, deadlines=owed, zone=shop.timezone, at=at, why="changed")
    renew_terms(case=case, terms=[new for new in due if new.name in TERMS], zone=shop.timezone, at=at, why="changed")
    letter = to_customer(
        case, shop, Letter.REQUEST_RECEIVED, order_number=case.order.number, summary=summary(live, case.language),
        dedupe_key=f"changed:{case.pk}:{case.timeline_sequence}",
    )  # fmt: skip
    send_letter(**letter, at=at)
    set_priority(case=case, priority=answered.priority)
    accept_by_rule(case=case, shop=shop, at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)


def _paid(lines: "Iterable[CaseLine]") -> int:
    return sum(proposal.paid_minor for line in lines if (proposal := proposal_of(line.proposal)))
