"""The letters of a decision: a yes and a no with the same care."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import LineState, RemedyType
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.catalogue.queries import lines_by_id
from reprise.apps.notifications.letters import Grounds, Letter
from reprise.core.money import Money, portion
from reprise.core.refusals import mark
from reprise.platform.sentences import in_language
from reprise.readmodels.case_letters import Envelope, next_step, outcome, reasons, refused, to_customer, ways
from reprise.readmodels.delivery_back import delivery_with
from reprise.readmodels.explained import Told
from reprise.readmodels.proposal import Proposal, proposal_of

#: A yes by the state it leaves the line in.
YES: Final[Mapping[LineState, Letter]] = {
    LineState.PARTLY_APPROVED: Letter.REQUEST_PARTLY_ACCEPTED, LineState.OVERTURNED: Letter.APPEAL_GRANTED,
}  # fmt: skip


def accepted(
    case: Case, shop: Shop, line: CaseLine, remedy: RemedyType, *, author: Actor, text: str,
    amount_minor: int | None, goods_expected: bool, granted_before: int = 0,
) -> Envelope:  # fmt: skip
    """Yes: what they get, how much, who pays the return, what next and why.

    After an appeal it is about the pieces granted now: those granted before have a letter of their own.
    """
    proposal = proposal_of(line.proposal)
    words = proposal.told.get(case.language) if proposal else None
    agreed = proposal is not None and proposal.verdict in {"yes", "part"}
    amount, delivery = _sum(case, line, granted_before) if remedy is RemedyType.REFUND else (amount_minor, 0)
    letter = YES.get(LineState(line.state), Letter.REQUEST_ACCEPTED)
    left = _what_was_refused(line, words, case.language) if letter is Letter.REQUEST_PARTLY_ACCEPTED else {}
    return to_customer(
        case, shop, letter, author=author, **left,
        outcome=outcome(line.name, line.approved_quantity - granted_before, remedy, case.language),
        text=text.strip(),
        amount=Money(amount, case.currency) if amount else None,
        delivery=Money(delivery, case.currency) if delivery else None,
        return_by=proposal.return_by if proposal and agreed and goods_expected else None,
        pays=words.pays if words and proposal and agreed and goods_expected and not proposal.away else None,
        due=_paid_by(proposal, remedy, goods_expected=goods_expected),
        next_step=next_step(
            case.language, goods_expected=goods_expected, stopped=is_stopped(line, proposal),
            away=proposal is not None and proposal.away,
        ),
        why=reasons(words) if agreed else None,
    )  # fmt: skip


def _paid_by(proposal: Proposal | None, remedy: RemedyType, *, goods_expected: bool) -> date | None:
    """The last day to pay, where nothing has to come back first."""
    now = proposal is not None and proposal.away and remedy is RemedyType.REFUND and not goods_expected
    return proposal.refund_due if proposal and now else None


def is_stopped(line: CaseLine, proposal: Proposal | None) -> bool:
    """Whether the customer withdrew before the parcel left, so that it is to be stopped."""
    return line.claim == "withdraw" and proposal is not None and proposal.away


def _sum(case: Case, line: CaseLine, granted_before: int) -> tuple[int | None, int]:
    """What the refund of the pieces granted now comes to, the fee that goes back with it included, and that fee."""
    bought = lines_by_id(case.order_id) if case.order_id and line.order_line_id else {}
    paid = bought.get(line.order_line_id or 0)
    if paid is None:
        return None, 0
    fee = delivery_with(case, line, list(bought.values()))
    granted = min(line.approved_quantity, paid.quantity)
    before = min(granted_before, granted)
    price = portion(paid.paid_minor, granted - before, paid.quantity, before=before)
    left = paid.paid_minor - paid.refunded_elsewhere_minor - paid.reserved_minor
    return min(price, max(left, 0)) + fee, fee


def declined(case: Case, shop: Shop, line: CaseLine, *, author: Actor, text: str) -> Envelope:
    """No: the exact thing, the reason, what remains and how to disagree."""
    upheld = line.state == LineState.UPHELD.value
    letter = Letter.APPEAL_DECLINED if upheld else Letter.REQUEST_DECLINED
    proposal = proposal_of(line.proposal)
    words = proposal.told.get(case.language) if proposal else None
    told_left = _what_was_refused(line, words, case.language)
    if upheld:
        told_left["disagree"] = _after_a_second_no(shop, case.language)
        told_left["paths"] = _without_us(told_left["paths"], words)
    why = reasons(words, written=text) if proposal and proposal.verdict in {"no", "part"} else None
    return to_customer(case, shop, letter, author=author, reason=text.strip(), why=why, **told_left)


def _what_was_refused(line: CaseLine, words: Told | None, language: str) -> dict[str, Any]:
    """The exact thing, what remains, and how to disagree."""
    return {
        "refused": refused(line, line.quantity - line.approved_quantity, language),
        "remains": "\n".join(words.remains) if words else None,
        "disagree": words.disagree if words and not words.paths else None,
        "paths": ways(words) if words else None,
    }


def _without_us(paths: Grounds | None, words: Told | None) -> Grounds | None:
    """Another person has looked: what is left are the mediator, the authority and the court."""
    if paths is None or words is None:
        return None
    left = [step for way, step in zip(words.paths, paths.entries, strict=True) if way.code != "again"]
    return Grounds(tuple(left)) if left else None


def _after_a_second_no(shop: Shop, language: str) -> str:
    """Another person has looked: what comes next is outside the shop."""
    if shop.mediator.get("name"):
        said = mark("You still disagree? The consumer mediator named below looks at it free of charge.")
    else:
        said = mark("You still disagree? A consumer association can advise you.")
    return in_language(language, said)
