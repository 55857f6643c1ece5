from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.payments.kinds import BY_HAND, RefundLineKind
from reprise.core.money import Money
from reprise.readmodels.deductions import Deduction, deductions_for
from reprise.workflows.refund_customer.compute import Computed, TakenOff, compute

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of a refund; a deduction is negative. Kinds: goods, reduction, shipping, deduction."""

    name: str
    quantity: int
    kind: str
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class RefundPreview:
    """What would be paid, how, by when, and what has to happen before it leaves."""

    lines: tuple[PreviewLine, ...]
    total: Money
    means: str  # in the active language: by what the money goes back
    provider: str
    automatic: bool
    due_on: date | None
    needs_second_person: bool
    credit_note_next: bool
    second_person_rule: str = ""  # the shop's own rule that asks for one
    earlier: Money | None = None  # what was refunded of the order before, where only both are above the limit
    proposed: tuple[Deduction, ...] = ()  # what may be taken off, one by one; a person decides


def preview_refund(
    *, actor: Actor, case: "Case", remedy_id: int, deductions: Sequence[TakenOff] = (),
    provider: str | None = None, at: datetime,  # noqa: ARG001  # as the act's
) -> RefundPreview:  # fmt: skip
    """Show a refund before it is decided; nothing is written. Each deduction is a line of its own."""
    found = compute(actor=actor, case=case, remedy_id=remedy_id, deductions=deductions, provider=provider)
    shop = shop_of(actor)
    limit = shop.second_person_above_minor
    return RefundPreview(
        lines=tuple(
            PreviewLine(
                each.name, each.part.quantity, each.part.kind.value, Money(each.part.minor, found.total.currency),
                each.part.reason,
            )
            for each in found.new.parts
        ),
        total=found.total,
        means=means_of(found.payment.means if found.payment else "", found.new.provider),
        provider=found.new.provider,
        automatic=found.new.provider != BY_HAND,
        due_on=_due(case, found),
        needs_second_person=found.new.second_person or (limit is not None and found.total.minor > limit),
        credit_note_next=True,
        second_person_rule=found.second_person_rule,
        earlier=found.earlier,
        proposed=_proposed(actor, case, shop, found),
    )  # fmt: skip


def _proposed(actor: Actor, case: "Case", shop: "Shop", found: Computed) -> tuple[Deduction, ...]:
    """What may be taken off the price of the pieces; of a sum that was agreed, nothing."""
    if found.remedy.amount_minor is not None:
        return ()
    price = sum(each.part.minor for each in found.new.parts if each.part.kind is RefundLineKind.GOODS)
    return deductions_for(
        case=case, shop=shop, line=found.line, quantity=found.remedy.quantity, price=price,
        seen=inspections_of(actor, case.pk),
    )  # fmt: skip


def means_of(paid_by: str, provider: str, reference: str = "") -> str:
    """By what the money goes back, in the active language; by hand, the reference names where once it was paid."""
    if provider == BY_HAND:
        if reference:
            return gettext("your bank account or card, with the reference %(reference)s") % {"reference": reference}
        return gettext("a transfer, or a refund in the pages of the payment provider")
    return paid_by or gettext("the means of payment you used")


def _due(case: "Case", found: Computed) -> date | None:
    days = [
        deadline.due_on
        for deadline in open_deadlines(case)
        if deadline.name == "refund" and deadline.line_id in {None, found.line.pk}
    ]
    return min(days, default=None)
