"""What law and policy answer to a request, line by line, before anybody has committed to anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.catalogue.queries import left_to_repay, order_lines
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.core.money import Money
from reprise.core.refusals import NotFound
from reprise.law.assess import assess
from reprise.law.assessment import Assessment, Reason
from reprise.law.calendars import rolled
from reprise.law.facts import Facts
from reprise.law.vocabulary import Basis, Claim, Decision, Item, Outcome
from reprise.readmodels.automatic import held_by
from reprise.readmodels.composition import Ruling
from reprise.readmodels.evidence_given import NO_DEMAND, NOTHING_LACKS, Demand, Lacking
from reprise.readmodels.legal_facts import (
    NOT_HERE,
    Sale,
    delivery_fee,
    facts_of,
    facts_of_all,
    item_of,
    price_of,
    told_before_download,
    worth,
)
from reprise.readmodels.policy_facts import around
from reprise.readmodels.put_right import PutRight, put_right
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.ruling import evidence_of_ruling, rule

#: Answers that give the delivery fee back with the price.
DELIVERY_GOES_BACK: Final = frozenset({Basis.WITHDRAWAL, Basis.COMMERCIAL, Basis.LATE_DELIVERY})

ABOUT_THE_GOODS: Final = frozenset({Claim.DEFECT, Claim.WRONG_ITEM})
#: What may be asked for once repair and replacement were tried.
LATER: Final = frozenset({RemedyType.REFUND, RemedyType.PRICE_REDUCTION, RemedyType.PARTIAL_REFUND_KEEP})
GUARANTEES: Final = frozenset({Basis.CONFORMITY, Basis.DIGITAL_CONFORMITY})

VERDICTS: Final[Mapping[Decision, str]] = {
    Decision.ACCEPT: "yes",
    Decision.ACCEPT_IN_PART: "part",
    Decision.REFUSE: "no",
    Decision.HUMAN_REVIEW: "person",
}


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """One wish and its answer. `assessment` is None while nobody has said what kind of article it is."""

    wish: Wish
    line: OrderLine
    assessment: Assessment | None
    paid: Money  # for the pieces asked about, without what was repaid before
    repaid: Money  # before, of these pieces
    ruling: Ruling | None = None  # with the shop's policy, None where no row of it speaks
    not_sent: bool = False  # it has not left: it can still be stopped
    demand: Demand = NO_DEMAND  # what the shop asks to be shown
    lacking: Lacking = NOTHING_LACKS  # what of it is missing
    held: str = ""  # why a row that accepts by itself leaves it to a person, as a code

    @property
    def verdict(self) -> str:
        """yes, part, no or person."""
        return VERDICTS[self.assessment.decision] if self.assessment else "person"

    @property
    def keep_goods(self) -> bool:
        """Whether the shop does not ask for the article back."""
        return self.ruling is not None and self.ruling.is_kept

    @property
    def is_automatic(self) -> bool:
        """Whether a row of the policy accepts it at once, without a person."""
        ruling = self.ruling
        return ruling is not None and ruling.is_accepted_by_rule and ruling.policy.automatic and not self.held

    @property
    def ground(self) -> str:
        """The regime the answer rests on, else the one that was claimed."""
        if self.assessment is not None and self.assessment.basis is not Basis.NONE:
            return self.assessment.basis.value
        if self.wish.claim in NOT_HERE:
            return Basis.LATE_DELIVERY.value
        return (Basis.WITHDRAWAL if self.wish.claim == Claim.WITHDRAW else Basis.CONFORMITY).value

    @property
    def away(self) -> bool:
        """Whether the buyer holds no goods, so that there is nothing to send back: not sent, or not arrived."""
        return self.not_sent or Claim(self.wish.claim) in NOT_HERE

    @property
    def refund(self) -> Money | None:
        """What the law gives back for these pieces, without delivery."""
        return self.assessment.refund if self.assessment else None


@dataclass(frozen=True, slots=True)
class AssessedRequest:
    """The answer to a whole request: its lines, the delivery fee that goes back with them, and our own promise."""

    sale: Sale
    policy_number: int
    today: date
    lines: tuple[AssessedLine, ...]
    delivery: Money
    answer_by: date

    @property
    def refund(self) -> Money | None:
        """All that would be paid back, None when nothing would; never more than the payments still hold."""
        sums = [line.refund for line in self.lines if line.refund is not None]
        if not sums:
            return None
        due = sum(sums, self.delivery)
        return due if self.sale.left_minor is None else Money(min(due.minor, self.sale.left_minor), due.currency)

    @property
    def priority(self) -> str:
        """How urgent the policy says it is: high as soon as one of its articles is."""
        levels = {line.ruling.policy.priority for line in self.lines if line.ruling}
        return "high" if "high" in levels else "normal"

    @property
    def refund_due(self) -> date | None:
        """The last day to pay the first of the sums due, None when the law sets none yet."""
        days = [line.assessment.refund_due for line in self.lines if line.assessment and line.assessment.refund_due]
        return min(days, default=None)


def sale_of(
    shop: Shop, order: Order, held: Mapping[int, int] | None = None, *, today: date | None = None
) -> tuple[Sale, int]:  # fmt: skip
    """An order with what applies to it: its lines, and the shop's policy of its day with that policy's number.

    `held`: pieces by line that the request being changed lets go of. `today`: where its policy was asked ahead.
    """
    lines = order_lines(order)
    for line in lines:
        line.claimed_quantity -= (held or {}).get(line.pk, 0)
    day = order.ordered_at.astimezone(ZoneInfo(shop.timezone)).date()
    policy = policy_on(shop.pk, day, since=today)
    return Sale(shop, order, lines, policy_of(policy), left_to_repay(order, lines)), policy.number


def _put_right(sale: Sale, request: Request) -> Mapping[int, PutRight]:
    """What was repaired or replaced before, of the articles whose price somebody wants back."""
    asks = [
        wish.order_line_id for wish in request.wishes if wish.claim in ABOUT_THE_GOODS and wish.asked_remedy in LATER
    ]
    return put_right(asks, sale.shop.timezone) if asks else {}


def assess_request(
    *, sale: Sale, policy_number: int, request: Request, today: date, besides: int = 0
) -> AssessedRequest:
    """Ask law and policy about every wish of a request; a line of another order looks missing.

    `besides`: the case of the request, where there is one already, so that it does not count as its own past.
    """
    seen = around(sale.policy, sale.order, request, today, sale.shop.timezone, besides=besides)
    sale = replace(sale, around=seen, put_right=_put_right(sale, request))
    lines = tuple(_assessed(sale, wish, today) for wish in request.wishes)
    return AssessedRequest(
        sale=sale,
        policy_number=policy_number,
        today=today,
        lines=lines,
        delivery=Money(_delivery_back(sale, lines, today), sale.order.currency),
        answer_by=_answer_by(sale, lines, today),
    )


def _answer_by(sale: Sale, lines: Sequence[AssessedLine], today: date) -> date:
    """By when we promise to answer; a parcel to be stopped cannot wait for more than a working day."""
    hurry = any(line.not_sent and line.wish.claim == Claim.WITHDRAW for line in lines)
    days = min(sale.terms.decision_days, 1) if hurry else sale.terms.decision_days
    return rolled(today + timedelta(days=days), sale.shop.country)


def _assessed(sale: Sale, wish: Wish, today: date) -> AssessedLine:
    line = sale.line(wish.order_line_id)
    if line is None:
        raise NotFound(field="order_line_id")
    paid = Money(worth(line, wish.quantity), sale.order.currency)
    repaid = Money(price_of(line, wish.quantity), paid.currency) - paid
    item, not_sent = item_of(line, wish), awaits_dispatch(sale.order, line)
    if item is None:
        return AssessedLine(wish, line, None, paid, repaid, not_sent=not_sent)
    answer = _answer(sale, wish, line, item, today)
    if not sale.policy.has_rows:
        return AssessedLine(wish, line, answer, paid, repaid, not_sent=not_sent)
    away = not_sent or Claim(wish.claim) in NOT_HERE
    ruling = rule(sale, wish, line, answer, paid=paid, away=away)
    demand, lacks = evidence_of_ruling(ruling, sale.around.given)
    held = held_by(sale, ruling, lacks, paid=paid, stops_a_parcel=not_sent and wish.claim == Claim.WITHDRAW)
    return AssessedLine(wish, line, ruling.told, paid, repaid, ruling, not_sent, demand, lacks, held)


def _answer(sale: Sale, wish: Wish, line: OrderLine, item: Item, today: date) -> Assessment:
    facts = facts_of(sale, wish, line, item, today)
    answer = assess(facts)
    if not sale.order.country:  # the shop's own was taken: nobody knows whose law it is
        return _unsettled(answer, "country")
    if wish.delivery.tracking == "returned" and answer.decision is Decision.REFUSE and facts.claim in NOT_HERE:
        return replace(answer, decision=Decision.HUMAN_REVIEW)  # not late yet, but no longer on its way either
    if facts.claim in ABOUT_THE_GOODS:
        return _whether_it_showed_in_time(answer, facts)
    if not (item.is_digital and facts.claim is Claim.WITHDRAW and sale.terms.notices.digital):
        return answer
    return _whether_downloaded(answer, facts)


def _whether_it_showed_in_time(answer: Assessment, facts: Facts) -> Assessment:
    """A defect is told on some day, and may have shown before: where that decides, it is asked for, not denied."""
    until = answer.day("guarantee_until")
    if until is None or facts.declared is None or until >= facts.declared or answer.basis in GUARANTEES:
        return answer
    sooner = assess(replace(facts, noticed=until))
    return _unsettled(answer, "noticed") if sooner.basis in GUARANTEES else answer


def _whether_downloaded(answer: Assessment, facts: Facts) -> Assessment:
    """Whether the file was downloaded is not in the order: where it decides, a person looks."""
    if assess(told_before_download(facts)).decision is not answer.decision:
        return replace(answer, decision=Decision.HUMAN_REVIEW, missing=(*answer.missing, "downloaded"))
    return answer


def _unsettled(answer: Assessment, fact: str) -> Assessment:
    """The same answer, left to a person until a fact is known."""
    reason = Reason("fact_missing", {"fact": fact})
    return replace(
        answer, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW, missing=(*answer.missing, fact),
        reasons=(reason, *answer.reasons),
    )  # fmt: skip


def _delivery_back(sale: Sale, lines: Sequence[AssessedLine], today: date) -> int:
    """The delivery fee the law gives back when everything that is withdrawn from goes together."""
    wished = [
        (line.wish, line.line, item)
        for line in lines
        if line.verdict == "yes" and line.assessment and line.assessment.basis in DELIVERY_GOES_BACK
        and (line.ruling is None or line.ruling.told is line.ruling.law)
        and (item := item_of(line.line, line.wish)) is not None
    ]  # fmt: skip
    if not wished or delivery_fee(sale.lines) <= 0:
        return 0
    claim = wished[0][0].claim
    wished = [one for one in wished if one[0].claim == claim]
    together = assess(facts_of_all(sale, wished, today))
    goods = sum(line.paid.minor for line in lines if (line.wish, line.line) in [(w, row) for w, row, _ in wished])
    return max(0, together.refund.minor - goods) if together.refund else 0
