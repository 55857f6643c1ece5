"""What law and policy answer to a request, line by line, before anybody has committed to anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.catalogue.queries import left_to_repay, order_lines
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Between, TableName, ask
from reprise.core.money import Money
from reprise.core.refusals import NotFound
from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.calendars import rolled
from reprise.law.vocabulary import Basis, Claim, Decision, Item
from reprise.readmodels.legal_facts import (
    NOT_HERE,
    Sale,
    facts_of,
    facts_of_all,
    item_of,
    policy_facts,
    price_of,
    told_before_download,
    worth,
)
from reprise.readmodels.requests import Request, Wish

#: Answers that give the delivery fee back with the price.
DELIVERY_GOES_BACK: Final = frozenset({Basis.WITHDRAWAL, Basis.COMMERCIAL, Basis.LATE_DELIVERY})

VERDICTS: Final[Mapping[Decision, str]] = {
    Decision.ACCEPT: "yes",
    Decision.ACCEPT_IN_PART: "part",
    Decision.REFUSE: "no",
    Decision.HUMAN_REVIEW: "person",
}

LAW_SAYS: Final[Mapping[Decision, str]] = {
    Decision.ACCEPT: "accept",
    Decision.ACCEPT_IN_PART: "part",
    Decision.REFUSE: "refuse",
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
    keep_goods: bool = False  # the shop does not ask for the article back
    keep_below_minor: int | None = None  # …because it is worth less than this
    not_sent: bool = False  # it has not left: it can still be stopped

    @property
    def verdict(self) -> str:
        """yes, part, no or person."""
        return VERDICTS[self.assessment.decision] if self.assessment else "person"

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
    def refund_due(self) -> date | None:
        """The last day to pay the first of the sums due, None when the law sets none yet."""
        days = [line.assessment.refund_due for line in self.lines if line.assessment and line.assessment.refund_due]
        return min(days, default=None)


def sale_of(shop: Shop, order: Order, held: Mapping[int, int] | None = None) -> tuple[Sale, int]:
    """An order with what applies to it: its lines, and the shop's policy of its day with that policy's number.

    `held`: pieces by line that the request being changed lets go of.
    """
    lines = order_lines(order)
    for line in lines:
        line.claimed_quantity -= (held or {}).get(line.pk, 0)
    day = order.ordered_at.astimezone(ZoneInfo(shop.timezone)).date()
    policy = policy_on(shop.pk, day)
    return Sale(shop, order, lines, policy_of(policy), left_to_repay(order, lines)), policy.number


def assess_request(*, sale: Sale, policy_number: int, request: Request, today: date) -> AssessedRequest:
    """Ask law and policy about every wish of a request; a line of another order looks missing."""
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
    item = item_of(line, wish)
    if item is None:
        return AssessedLine(wish, line, None, paid, repaid, not_sent=awaits_dispatch(sale.order, line))
    answer = _answer(sale, wish, line, item, today)
    kept, below = _kept(sale, wish, line, answer)
    return AssessedLine(
        wish, line, answer, paid, repaid, keep_goods=kept, keep_below_minor=below,
        not_sent=awaits_dispatch(sale.order, line),
    )  # fmt: skip


def _answer(sale: Sale, wish: Wish, line: OrderLine, item: Item, today: date) -> Assessment:
    facts = facts_of(sale, wish, line, item, today)
    answer = assess(facts)
    if wish.delivery.tracking == "returned" and answer.decision is Decision.REFUSE and facts.claim in NOT_HERE:
        return replace(answer, decision=Decision.HUMAN_REVIEW)  # not late yet, but no longer on its way either
    if not (item.is_digital and facts.claim is Claim.WITHDRAW and sale.terms.notices.digital):
        return answer
    # Whether the file was downloaded is not in the order: where it decides, a person looks.
    if assess(told_before_download(facts)).decision is not answer.decision:
        return replace(answer, decision=Decision.HUMAN_REVIEW, missing=(*answer.missing, "downloaded"))
    return answer


def _kept(sale: Sale, wish: Wish, line: OrderLine, answer: Assessment) -> tuple[bool, int | None]:
    """Whether the shop leaves the article with the buyer, and below which value."""
    if answer.decision is Decision.REFUSE or not sale.policy.rows(TableName.ANSWER):
        return False, None
    facts = replace(policy_facts(sale, wish, line), law=LAW_SAYS[answer.decision], basis=answer.basis.value)
    row = ask(sale.policy, TableName.ANSWER, facts).row
    if row is None or row.then.get("goods") != "keep":
        return False, None
    value = row.when.get("value_minor")
    return True, value.most + 1 if isinstance(value, Between) and value.most is not None else None


def _delivery_back(sale: Sale, lines: Sequence[AssessedLine], today: date) -> int:
    """The delivery fee the law gives back when everything that is withdrawn from goes together."""
    wished = [
        (line.wish, line.line, item)
        for line in lines
        if line.verdict == "yes" and line.assessment and line.assessment.basis in DELIVERY_GOES_BACK
        and (item := item_of(line.line, line.wish)) is not None
    ]  # fmt: skip
    if not wished:
        return 0
    claim = wished[0][0].claim
    wished = [one for one in wished if one[0].claim == claim]
    together = assess(facts_of_all(sale, wished, today))
    goods = sum(line.paid.minor for line in lines if (line.wish, line.line) in [(w, row) for w, row, _ in wished])
    return max(0, together.refund.minor - goods) if together.refund else 0
