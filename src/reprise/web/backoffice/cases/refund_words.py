"""The words of money at the desk: providers, lines of a refund, what the provider was asked."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.payments.kinds import BY_HAND, SANDBOX_CARD, AttemptKind, AttemptOutcome, RefundLineKind, RefundState
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.readmodels.available_actions import Deed
from reprise.web.templatetags.reprise_format import money_text

if TYPE_CHECKING:
    from reprise.apps.payments.models import Refund, RefundAttempt, RefundLine

PROVIDERS: Final = {BY_HAND: mark("paid by hand"), SANDBOX_CARD: mark("sandbox card (no real money)")}

ASKED: Final = {
    AttemptKind.SEND: mark("Asked to pay"),
    AttemptKind.ASK: mark("Asked what became of it"),
    AttemptKind.CONFIRM: mark("Confirmed by hand"),
}

ANSWERS: Final = {
    AttemptOutcome.OPEN: mark("no answer yet"),
    AttemptOutcome.SETTLED: mark("paid"),
    AttemptOutcome.PENDING: mark("taken, answer later"),
    AttemptOutcome.FAILED: mark("refused"),
    AttemptOutcome.UNKNOWN: mark("no answer that can be read"),
    AttemptOutcome.NEVER_SEEN: mark("never received by the provider"),
}


def provider_name(provider: str) -> str:
    """Through whom the money goes."""
    return gettext(PROVIDERS[provider]) if provider in PROVIDERS else provider


def refund_line_name(line: "RefundLine") -> str:
    """What a line of a refund stands for."""
    if line.kind == RefundLineKind.DEDUCTION.value:
        return gettext("Taken off")
    name = line.order_line.name if line.order_line else gettext("Goodwill")
    if line.kind == RefundLineKind.SHIPPING.value:
        return gettext("Delivery: %(name)s") % {"name": name} if name else gettext("Delivery")
    return f"{name}\u00a0×{line.quantity}" if line.quantity else name


def attempt_words(attempt: "RefundAttempt") -> str:
    """One question to the provider and its answer."""
    asked, answer = ASKED[AttemptKind(attempt.kind)], ANSWERS[AttemptOutcome(attempt.outcome)]
    return gettext("%(asked)s: %(answer)s") % {"asked": gettext(asked), "answer": gettext(answer)}


def said_of(deed: Deed, refund: "Refund") -> tuple[str, str, str]:
    """Heading, lead and button of what may be done to a refund that was decided."""
    sum_ = {"amount": money_text(Money(refund.amount_minor, refund.currency))}
    match deed:
        case Deed.APPROVE_REFUND:
            lead = gettext("It is above the shop’s limit: nothing leaves before a second person has looked at it.")
            return gettext("Approve a refund of %(amount)s") % sum_, lead, gettext("Approve %(amount)s") % sum_
        case Deed.CONFIRM_REFUND:
            lead = gettext(
                "First make the payment at the bank or on the provider’s page. Then write its reference here."
            )
            label = gettext("Confirm that %(amount)s was paid") % sum_
            return gettext("Confirm a payment of %(amount)s") % sum_, lead, label
        case Deed.RETRY_REFUND:
            lead = gettext("The provider refused it for good; this is a new attempt under a new key.")
            return gettext("Send %(amount)s again") % sum_, lead, gettext("Send %(amount)s again") % sum_
        case Deed.REPAY_BY_HAND:
            lead = gettext("The provider refused it for good. You pay it another way and write down its reference.")
            return gettext("Pay %(amount)s by hand") % sum_, lead, gettext("Pay %(amount)s by hand") % sum_
        case Deed.VOID_REFUND:
            heading = gettext("Give up the refund of %(amount)s") % sum_
            return heading, _given_up(refund), gettext("Give up the refund")
        case _:
            return gettext("What became of %(amount)s?") % sum_, _asked(refund), gettext("Ask the provider now")


def _given_up(refund: "Refund") -> str:
    if refund.provider == BY_HAND:
        return gettext(
            "Only if nobody has made the payment. The credit note is corrected by another one, and the sum stays due."
        )
    return gettext("Nothing has left. The credit note is corrected by another one, and the sum stays due.")


def _asked(refund: "Refund") -> str:
    if refund.state == RefundState.INTENDED:
        return gettext("It has not left yet, and leaves by itself. This hands it to the provider now, once.")
    if refund.state == RefundState.UNKNOWN:
        return gettext("The provider has not answered. It is asked what became of the refund; nothing is sent twice.")
    return gettext("The provider has it. It is asked now how far the refund has come; nothing is sent twice.")
