"""Compute the answer of a case again when more is known of it: the new one counts, the one before is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.renew_proposal import renew_proposal
from reprise.apps.cases.services.renew_terms import renew_terms
from reprise.apps.cases.services.set_priority import set_priority
from reprise.apps.catalogue.queries import order_for
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.assessment import AssessedRequest, assess_request, sale_of
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.case_request import request_of_case
from reprise.readmodels.deadlines import ACKNOWLEDGED, DECISION, TERMS
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import proposal_json
from reprise.workflows.verdict.by_rule import UNDECIDED, accept_by_rule

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, CaseLine

EVIDENCE: Final = "evidence"
ANSWER: Final = "answer"
#: What is shown or written changes an answer only where the shop has rules; the law asks for none of it.
SHOWN: Final = frozenset({EVIDENCE, ANSWER})


def asks_for_evidence(lines: "Sequence[CaseLine]") -> bool:
    """Whether the shop's policy has rows, so that what is shown may change an answer; the law's never does."""
    return any(line.state in UNDECIDED and line.proposal.get("policy") for line in lines)


@atomic
def compute_again(*, actor: Actor, case: "Case", because: str, at: datetime) -> None:
    """Ask law and policy again about what nobody has decided, as of the day it was asked; accept what a rule accepts.

    What was claimed that day counts, so the law's days do: only what became known is new.
    """
    with deed(case):
        lines = [line for line in lines_of(case) if line.state in UNDECIDED and line.order_line_id]
        if not lines or case.order_id is None or (because in SHOWN and not asks_for_evidence(lines)):
            return
        shop = shop_of(actor)
        answered = _answered(shop, case, lines)
        _renew(actor, case, lines, answered, because, at)
        _set_days(shop, case, lines, answered, at)
        set_priority(case=case, priority=answered.priority)
        accept_by_rule(case=case, shop=shop, at=at)
        store_projection(case=case, projection=project(picture_of(case)), at=at)


def _answered(shop: "Shop", case: "Case", lines: "Sequence[CaseLine]") -> AssessedRequest:
    order = order_for(system(shop.pk), case.order_id or 0)
    held = {line.order_line_id: line.quantity for line in lines if line.order_line_id}
    case.order = order
    sale, number = sale_of(shop, order, held)
    return assess_request(
        sale=sale, policy_number=number, request=request_of_case(case, lines),
        today=sale.told_on(case.opened_at), besides=case.pk,
    )  # fmt: skip


def _renew(
    actor: Actor, case: "Case", lines: "Sequence[CaseLine]", answered: AssessedRequest, because: str, at: datetime
) -> None:
    for line, answer in zip(lines, answered.lines, strict=True):
        proposal = proposal_json(answered, answer)
        if "reopened" in line.proposal:
            proposal["reopened"] = True
        if proposal != line.proposal:
            renew_proposal(
                case=case, line=line, proposal=proposal, ground=answer.ground, product_kind=answer.line.kind,
                because=because, actor=actor, at=at,
            )  # fmt: skip


def _set_days(shop: "Shop", case: "Case", lines: "Sequence[CaseLine]", answered: AssessedRequest, at: datetime) -> None:
    """The days of law follow the new answer; the promised day of ours stays."""
    due = clocks.when_opened(answered, case, lines)
    owed = [new for new in due if new.name not in {DECISION, ACKNOWLEDGED} | TERMS]
    set_deadlines(case=case, deadlines=owed, zone=shop.timezone, at=at, why="changed")
    renew_terms(case=case, terms=[new for new in due if new.name in TERMS], zone=shop.timezone, at=at, why="changed")
