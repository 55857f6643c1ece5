"""The money of a case in a few facts: what came in, what went back, what each refund waits for."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.cases.kinds import MONEY_REMEDIES, RemedyState
from reprise.apps.payments.kinds import BY_HAND, RefundState
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.templatetags.reprise_format import money_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.catalogue.models import Payment
    from reprise.readmodels.case_picture import RefundFact

#: What is owed though no refund of it is under way: one was refused, or given up.
OWED = frozenset({RemedyState.FAILED, RemedyState.ARMED})


def money_of(scene: Scene, payments: "Sequence[Payment]") -> tuple[str, list[str]]:
    """The title and the facts of the money axis."""
    refunds, remedies = scene.picture.refunds, scene.picture.remedies
    settled = sum(refund.amount_minor for refund in refunds if refund.state == RefundState.SETTLED)
    paid = sum(payment.captured_minor for payment in payments)
    title = gettext("%(back)s back of %(paid)s") % {"back": _text(scene, settled), "paid": _text(scene, paid)}
    facts = [payments[0].means] if payments else []
    facts += _on_its_way(scene, refunds)
    elsewhere = sum(payment.refunded_elsewhere_minor for payment in payments)
    if elsewhere:
        facts.append(gettext("Refunded elsewhere: %(sum)s") % {"sum": _text(scene, elsewhere)})
    if payments:
        left = max(0, paid - elsewhere - sum(payment.reserved_minor for payment in payments))
        facts.append(gettext("Still refundable: %(sum)s") % {"sum": _text(scene, left)})
    if refunds and any(one.type in MONEY_REMEDIES and one.state in OWED for one in remedies):
        facts.append(gettext("The sum stays due to the customer"))
    return title, facts


def _on_its_way(scene: Scene, refunds: "Sequence[RefundFact]") -> list[str]:
    """One fact for all refunds that wait for the same."""
    sums: dict[str, int] = {}
    for refund in refunds:
        if sentence := _waits(refund):
            sums[sentence] = sums.get(sentence, 0) + refund.amount_minor
    return [gettext(sentence) % {"sum": _text(scene, minor)} for sentence, minor in sums.items()]


def _waits(refund: "RefundFact") -> str:
    if refund.awaits_approval:
        return mark("Waits for a second person: %(sum)s")
    match RefundState(refund.state):
        case RefundState.INTENDED if refund.provider == BY_HAND:
            return mark("To be paid by hand: %(sum)s")
        case RefundState.INTENDED | RefundState.SENT | RefundState.PENDING:
            return mark("Under way: %(sum)s")
        case RefundState.UNKNOWN:
            return mark("Outcome unknown: %(sum)s")
        case RefundState.FAILED:
            return mark("Refused by the provider: %(sum)s")
        case RefundState.VOID:
            return mark("Given up: %(sum)s")
        case RefundState.SETTLED:
            return ""


def _text(scene: Scene, minor: int) -> str:
    return money_text(Money(minor, scene.case.currency))
