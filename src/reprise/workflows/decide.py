"""Decide a line: the verdict, the remedy it brings, the goods it calls back, by when, and the letter."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import LineState, RemedyType, Trigger
from reprise.apps.cases.queries import line_for
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.decide_line import Grounds, decide_line
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.move_items import expect_goods
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.remedies import agree_remedy
from reprise.apps.cases.transitions import GRANTED, LineMove
from reprise.apps.catalogue.services.pieces import claim_pieces, release_pieces
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, mark
from reprise.law.vocabulary import Basis
from reprise.platform.statements import settle
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.decision_letters import accepted, declined
from reprise.readmodels.papers.enclosed import decision as decision_paper
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import Proposal, proposal_of
from reprise.readmodels.remedies import price_of, proposed_remedy

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, CaseLine, Decision

#: Remedies with which the customer keeps the goods.
KEEPS: Final = frozenset({RemedyType.PRICE_REDUCTION, RemedyType.PARTIAL_REFUND_KEEP, RemedyType.SPARE_PART})
SUMS: Final = frozenset({RemedyType.PRICE_REDUCTION, RemedyType.PARTIAL_REFUND_KEEP, RemedyType.STORE_CREDIT})


#: A parcel that could not be stopped any more: a withdrawal like any other, whose goods come back.
LEFT: Final = "left"


@dataclass(frozen=True, slots=True)
class Given:
    """What a customer is granted with a line."""

    remedy: RemedyType
    amount_minor: int | None
    goods_expected: bool


@atomic
def decide(
    *, actor: Actor, case: "Case", line_id: int, verdict: LineMove, quantity: int | None = None, text: str = "",
    remedy: RemedyType | None = None, amount_minor: int | None = None, keep_goods: bool = False, parcel: str = "",
    at: datetime,
) -> "Decision":  # fmt: skip
    """Grant a line, in whole or in part, or refuse it, or say what becomes of an appeal.

    `parcel`: of an order withdrawn from before it left, whether it was `stopped` or had `left` anyway.
    """
    with deed(case):
        line, shop = line_for(actor, case, line_id), shop_of(actor)
        granted_before, claimed_before = line.approved_quantity, _claimed(line)
        decision = decide_line(
            case=case, line=line, move=verdict, actor=actor, at=at, quantity=quantity,
            grounds=_grounds(line, text, parcel, by_rule=actor.kind is ActorKind.SYSTEM),
        )  # fmt: skip
        _adjust_claim(line, claimed_before)
        if LineState(line.state) in GRANTED:
            granted = line.approved_quantity - granted_before
            given = _given(line, granted, remedy, amount_minor, keep_goods=keep_goods, left=parcel == LEFT)
            _grant(actor, case, shop, line, given, granted, at)
            letter = accepted(
                case, shop, line, given.remedy, author=actor, text=text, amount_minor=given.amount_minor,
                goods_expected=given.goods_expected, granted_before=granted_before,
            )  # fmt: skip
        else:
            letter = declined(case, shop, line, author=actor, text=text)
        settle(decision)  # it has its number from here on
        send_letter(**letter, at=at, enclosures=[decision_paper(decision.pk)])
        store_projection(case=case, projection=project(picture_of(case)), at=at)
        return decision


def _grounds(line: "CaseLine", text: str, parcel: str, *, by_rule: bool) -> Grounds:
    proposal = proposal_of(line.proposal)
    if proposal is None:
        return Grounds(text=text.strip(), reason=line.reason, basis=line.ground)
    return Grounds(
        text=text.strip(), reason=line.reason, basis=line.ground,
        facts={**proposal.facts, **({"parcel": parcel} if parcel else {}), **_seen(proposal)},
        trace=[*(dict(why) for why in line.proposal["told"]["en"]["why"]), *_looked_at(line)],
        versions={"law": proposal.law_version, "policy": proposal.policy_number, **_rows(proposal)},
        rule=proposal.policy.row if by_rule and proposal.policy else "",
    )  # fmt: skip


def _looked_at(line: "CaseLine") -> list[object]:
    """The rows of the shop's policy that were looked at, as they were kept."""
    return list(line.proposal.get("policy", {}).get("trace", ()))


def _seen(proposal: Proposal) -> dict[str, object]:
    """What the policy knew, beside what the law did."""
    return {"policy": dict(proposal.policy.facts or {})} if proposal.policy else {}


def _rows(proposal: Proposal) -> dict[str, object]:
    return {"rows": proposal.policy.rows} if proposal.policy else {}


def _claimed(line: "CaseLine") -> int:
    """The pieces of its order line that a case line holds: all while undecided, afterwards those granted."""
    undecided = line.state in {LineState.PENDING, LineState.NEEDS_INFO}
    return line.quantity if undecided else line.approved_quantity


def _adjust_claim(line: "CaseLine", before: int) -> None:
    """Let go of pieces that were not granted, so that they can be asked about again; take them back on appeal."""
    if line.order_line_id is None:
        return
    if line.approved_quantity < before:
        release_pieces(order_line_id=line.order_line_id, quantity=before - line.approved_quantity)
    elif line.approved_quantity > before:
        claim_pieces(order_line_id=line.order_line_id, quantity=line.approved_quantity - before)


def _given(
    line: "CaseLine", granted: int, remedy: RemedyType | None, amount_minor: int | None, *, keep_goods: bool,
    left: bool,
) -> Given:  # fmt: skip
    """What the pieces granted now bring."""
    chosen = remedy or proposed_remedy(line)
    if chosen is None:
        raise Invalid(field="remedy", why=mark("choose what the customer gets."))
    if line.ground == Basis.WITHDRAWAL and chosen is not RemedyType.REFUND:
        raise Invalid(field="remedy", why=mark("a withdrawal is repaid in money: choose the refund."))
    if chosen in SUMS:
        paid = price_of(line, granted)
        if amount_minor is None or amount_minor < 1 or (paid is not None and amount_minor > paid):
            raise Invalid(field="amount", why=mark("write an amount, at most what was paid for these pieces."))
    elif amount_minor is not None:
        raise Invalid(field="amount", why=mark("this remedy has no amount of its own: leave it empty."))
    kept = keep_goods or chosen in KEEPS | {RemedyType.NONE} or line.product_kind == "digital_file"
    kept = kept or (_is_away(line) and not left)
    return Given(chosen, amount_minor, goods_expected=not kept)


def _is_away(line: "CaseLine") -> bool:
    """Whether the customer holds no goods: what was never sent, or never came, cannot come back."""
    proposal = proposal_of(line.proposal)
    return proposal is not None and proposal.away


def _grant(
    actor: Actor, case: "Case", shop: "Shop", line: "CaseLine", given: Given, quantity: int, at: datetime
) -> None:
    """Agree the remedy for the pieces granted now, and expect them back or not."""
    expect_goods(line=line, quantity=quantity, required=given.goods_expected, at=at, case=case)
    if given.remedy is RemedyType.NONE:
        return
    agree_remedy(
        case=case, line=line, remedy=given.remedy, quantity=quantity, amount_minor=given.amount_minor,
        trigger=_trigger(line, given), actor=actor, at=at,
    )  # fmt: skip
    ready_on = None if given.goods_expected else clocks.day_of(shop, at)
    due = clocks.remedy_due(shop, case, line, given.remedy, ready_on=ready_on, amount_minor=given.amount_minor)
    if due is not None:
        set_deadlines(case=case, deadlines=[due], zone=shop.timezone, at=at, why="granted")


def _trigger(line: "CaseLine", given: Given) -> Trigger:
    """The law lets the seller wait for the goods, not for a look at them; the shop's own promise does both."""
    if not given.goods_expected:
        return Trigger.NOW
    return Trigger.ON_INSPECTION if line.ground == Basis.COMMERCIAL else Trigger.ON_RECEIPT
