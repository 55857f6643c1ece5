"""What a refund would be: the preview shows it, the act does it, both by this code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import MONEY_REMEDIES, LineSource, RemedyState, RemedyType
from reprise.apps.cases.queries import lines_of, remedy_by_id
from reprise.apps.cases.transitions import REMEDY_MOVES, RemedyMove, after
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import bought_asked
from reprise.apps.catalogue.services.reservations import HeldOrder, hold_order
from reprise.apps.payments.kinds import BY_HAND, RefundLineKind
from reprise.apps.payments.ports import gateway, name_for
from reprise.apps.payments.queries import count_pieces, refunded_asked, seen_by_one_alone
from reprise.apps.payments.rules import allocate
from reprise.apps.payments.rules.allocate import Paid, Part
from reprise.apps.payments.rules.choose_payment import Received, choose_payment
from reprise.apps.payments.services.intend_refund import NewPart, NewRefund
from reprise.apps.policies.rules import TableName
from reprise.core.money import Money
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.statements import Question, together
from reprise.readmodels.case_policy import has_rows
from reprise.readmodels.delivery_back import ENDS, delivery_due
from reprise.readmodels.second_person import rule_for_second_person
from reprise.readmodels.withdrawn import count_withdrawn, withdrawn_asked

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine, Remedy
    from reprise.apps.catalogue.models import OrderLine, Payment

LONGEST_REASON: Final = 300


class NoMoneyRemedy(Refusal):
    """The customer was promised something else."""

    code = "no_money_remedy"
    kind = Kind.CONFLICT
    sentence = mark("No refund was agreed for this line. Agree on one first.")


class OtherWayIn(Refusal):
    """The provider asked for did not take the money."""

    code = "other_way_in"
    kind = Kind.CONFLICT
    sentence = mark("“%(provider)s” did not take this payment, so it cannot give it back. Refund it by hand.")


@dataclass(frozen=True, slots=True)
class TakenOff:
    """One sum kept back on a case line, in minor units, and why: the customer reads it."""

    line_id: int
    minor: int
    reason: str = ""

    @property
    def tidy_reason(self) -> str:
        """The reason on one line, as long as a note has room for."""
        return " ".join(self.reason.split())[:LONGEST_REASON]


@dataclass(frozen=True, slots=True)
class Computed:
    """A refund as it would be decided now."""

    new: NewRefund
    total: Money
    payment: "Payment | None"
    line: "CaseLine"
    remedy: "Remedy"
    second_person_rule: str = ""  # the row of the shop's policy that asks for a second person
    earlier: Money | None = None  # what one person alone refunded before, where only both are above the shop's limit


@dataclass(frozen=True, slots=True)
class Bought:
    """The lines of an order by their id, its payments, and how many pieces of a line were repaid or withdrawn from."""

    lines: "Mapping[int, OrderLine]" = field(default_factory=dict)
    payments: "Sequence[Payment]" = ()
    gone: Mapping[int, int] = field(default_factory=dict)
    withdrawn: Mapping[int, int] = field(default_factory=dict)
    held: HeldOrder | None = None


def compute(
    *, actor: Actor, case: "Case", remedy_id: int, deductions: Sequence[TakenOff],
    provider: str | None, client_id: str = "", hold: bool = False,
) -> Computed:  # fmt: skip
    """Work out lines, sum and way of a refund; refuses what could not be decided either.

    With `hold` nobody else changes the order from before it is looked at until the transaction ends.
    """
    actor.require(Right.CASES_READ)
    if case.shop_id != actor.shop_id:
        raise NotFound
    remedy = remedy_by_id(case, remedy_id)
    if remedy.type not in MONEY_REMEDIES:
        raise NoMoneyRemedy
    after(REMEDY_MOVES, RemedyState(remedy.state), RemedyMove.EXECUTE)
    case_lines = lines_of(case)
    line = next(each for each in case_lines if each.pk == remedy.line_id)
    if any(one.line_id != line.pk for one in deductions):
        raise NotFound(field="deductions")
    order, found = case.order, _bought(case, line, hold=hold)
    lines, gone = found.lines, found.gone
    bought = lines.get(line.order_line_id or 0)
    paid = {each.pk: _paid(each, gone[each.pk]) for each in lines.values()}
    parts = _line_parts(remedy, line, paid.get(line.order_line_id or 0), case.currency, deductions)
    if bought:
        whole_price = remedy.type == RemedyType.REFUND and remedy.amount_minor is None
        due = delivery_due(
            whole_price=whole_price, line=line, case_lines=case_lines, order_lines=list(lines.values()),
            withdrawn=found.withdrawn,
        )  # fmt: skip
        parts += _delivery_parts(list(lines.values()), paid, due)
    currency = order.currency if bought and order else case.currency
    total = allocate.total_of(each.part for each in parts)
    payment = _payment(found.payments if bought else [], total, currency)
    rule = _rule(actor, case, line, remedy, total)
    earlier = _earlier(actor, case, bought.order_id if bought else None, total)
    new = NewRefund(
        remedy_id=remedy.pk, order_id=bought.order_id if bought else None, payment_id=payment.pk if payment else None,
        provider=_provider(provider, payment), currency=currency, parts=tuple(parts), client_id=client_id,
        pieces_before={line_id: gone[line_id] for line_id in allocate.per_order_line(each.part for each in parts)},
        second_person=bool(rule or earlier), held=found.held,
    )  # fmt: skip
    shown = Money(earlier, currency) if earlier else None
    return Computed(new, Money(total, currency), payment, line, remedy, rule, shown)


def _earlier(actor: Actor, case: "Case", order_id: int | None, minor: int) -> int:
    """What one person alone refunded of the order, where it lifts a sum above the limit: parts are no way around it.

    Nothing is asked of where the sum alone is above it.
    """
    limit = shop_of(actor).second_person_above_minor
    if limit is None or minor > limit:
        return 0
    before = seen_by_one_alone(case.pk, order_id)
    return before if minor + before > limit else 0


def _rule(actor: Actor, case: "Case", line: "CaseLine", remedy: "Remedy", total: int) -> str:
    """The row that asks for a second person; the shop is read only where there may be one."""
    if not has_rows(line, TableName.APPROVAL):
        return ""
    return rule_for_second_person(shop=shop_of(actor), case=case, line=line, remedy=remedy, minor=total)


def _bought(case: "Case", line: "CaseLine", *, hold: bool) -> Bought:
    """Look at the case's order by questions asked together; at none where the line is about no article of it."""
    if case.order_id is None or not line.order_line_id:
        return Bought()
    also: tuple[Question[Any], ...] = (refunded_asked(case.order_id),)
    if line.ground in ENDS:  # it matters for what the end of a contract gives back of the delivery alone
        also += (withdrawn_asked(case.order_id),)
    held = None
    if hold:
        held, (goods, *granted) = hold_order(case.order_id, *also)
        rows, payments = held.lines, held.payments
    else:
        rows, payments, goods, *granted = together(*bought_asked(case.order_id), *also)
    lines = {each.pk: each for each in rows}
    withdrawn = count_withdrawn(granted[0]) if granted else {}
    return Bought(lines, payments, count_pieces(lines, goods), withdrawn, held)


def _paid(line: "OrderLine", pieces: int) -> Paid:
    return Paid(
        order_line_id=line.pk, minor=line.paid_minor, tax_minor=line.tax_minor, quantity=line.quantity,
        gone=line.refunded_elsewhere_minor + line.reserved_minor, pieces_gone=line.cancelled_quantity + pieces,
    )  # fmt: skip


def _line_parts(
    remedy: "Remedy", line: "CaseLine", paid: Paid | None, currency: str, deductions: Sequence[TakenOff],
) -> list[NewPart]:  # fmt: skip
    part = _main_part(remedy, line, paid, currency)
    off = allocate.deductions(paid, part, [(one.minor, one.tidy_reason) for one in deductions if one.minor])
    return [NewPart(each, line.name, line.pk) for each in (part, *off)]


def _main_part(remedy: "Remedy", line: "CaseLine", paid: Paid | None, currency: str) -> Part:
    if remedy.amount_minor is not None:
        return allocate.reduction(paid, remedy.quantity, remedy.amount_minor, currency=currency)
    if paid is None:
        raise Invalid(field="amount", why=mark("agree on an amount: this line belongs to no article of an order."))
    part = allocate.goods(paid, remedy.quantity)
    if line.source in {LineSource.SHIPPING, LineSource.FEE}:
        return Part(RefundLineKind.SHIPPING, 0, part.minor, part.tax_minor, part.order_line_id)
    return part


def _delivery_parts(lines: Sequence["OrderLine"], paid: Mapping[int, Paid], due: int) -> list[NewPart]:
    fees = {line.pk: line.name for line in lines if line.type == LineType.SHIPPING}
    parts = allocate.delivery([paid[line_id] for line_id in fees], due)
    return [NewPart(part, fees[part.order_line_id or 0]) for part in parts]


def _payment(payments: Sequence["Payment"], total: int, currency: str) -> "Payment | None":
    held = [
        (payment, payment.captured_minor - payment.refunded_elsewhere_minor - payment.reserved_minor)
        for payment in payments
    ]
    received = [Received(payment.pk, payment.captured_minor, left) for payment, left in held]
    chosen = choose_payment(received, total, currency=currency)
    return next((payment for payment in payments if payment.pk == chosen), None)


def _provider(asked: str | None, payment: "Payment | None") -> str:
    """The way asked for, if it can; else the one that took the money, else a person's hand."""
    taken_by = payment.provider if payment and payment.reference else ""
    if asked is None:
        return (name_for(taken_by) if taken_by else None) or BY_HAND
    way = gateway(asked)
    if way.automatic and not (taken_by and way.serves(taken_by)):
        raise OtherWayIn(field="provider", provider=asked)
    return asked
