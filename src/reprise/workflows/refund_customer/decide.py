from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.services.deed import deed
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.writing.in_force import ask_words_ahead
from reprise.apps.notifications.writing.said import spoken
from reprise.apps.payments.queries import refund_by_client_id
from reprise.apps.payments.services.confirm_by_hand import confirm_by_hand
from reprise.apps.payments.services.intend_refund import intend_refund
from reprise.core.money import Money
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.platform import killpoints
from reprise.platform.statements import settle
from reprise.workflows.refund_customer.compute import TakenOff, compute
from reprise.workflows.refund_customer.follow_up import follow_up

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.payments.models import Refund

killpoints.declare("refund.deciding", "refund.decided")


class AmountChanged(Refusal):
    """The sum is not the one that was shown."""

    code = "amount_changed"
    kind = Kind.CONFLICT
    sentence = mark("The sum has changed since it was shown: it is now %(now)s, not %(shown)s. Look at it again.")


class ClientIdUsed(Refusal):
    """The caller's own id belongs to another refund."""

    code = "client_id_used"
    kind = Kind.CONFLICT
    sentence = mark("This id was used for another refund. Use a new one for each refund.")


def refund(
    *, actor: Actor, case: "Case", remedy_id: int, expected_minor: int, deductions: Sequence[TakenOff] = (),
    provider: str | None = None, at: datetime, client_id: str = "",
    reference: str | None = None,
) -> "Refund":  # fmt: skip
    """Decide a refund of exactly the sum that was shown; it leaves after the commit.

    The same `client_id` again answers the refund it made: nothing is decided twice. One that a person has paid already
    is confirmed at once, with the `reference` of the bank.
    """
    actor.require(Right.PAYMENTS_REFUND)
    try:
        with transaction.atomic(savepoint=bool(client_id)), deed(case):
            made = _decided(actor, case, remedy_id, client_id) or _decide(
                actor, case, remedy_id, expected_minor, deductions, provider, at, client_id, reference
            )
            if client_id:
                settle()  # what another refund stands in the way of is refused here, where its twin is looked for
            killpoints.reach("refund.deciding")
    except Refusal:
        if before := _decided(actor, case, remedy_id, client_id):  # the twin of this call came first
            return before
        raise
    killpoints.reach("refund.decided")
    return made


def _decided(actor: Actor, case: "Case", remedy_id: int, client_id: str) -> "Refund | None":
    before = refund_by_client_id(actor, client_id) if client_id else None
    if before is not None and (before.case_id, before.remedy_id) != (case.pk, remedy_id):
        raise ClientIdUsed(field="client_id")
    return before


def _decide(
    actor: Actor, case: "Case", remedy_id: int, expected_minor: int, deductions: Sequence[TakenOff],
    provider: str | None, at: datetime, client_id: str, reference: str | None,
) -> "Refund":  # fmt: skip
    if reference is not None:
        ask_words_ahead(shop_of(actor), Letter.REFUND_SENT, spoken(case.language))
    found = compute(
        actor=actor, case=case, remedy_id=remedy_id, deductions=deductions, provider=provider,
        client_id=client_id, hold=True,
    )  # fmt: skip
    if found.total.minor != expected_minor:
        shown = Money(expected_minor, found.total.currency)
        raise AmountChanged(field="expected_minor", now=found.total, shown=shown)
    if any(each.part.minor < 0 and not each.part.reason for each in found.new.parts):
        raise Invalid(field="reasons", why=mark("say why something is deducted; the customer reads this sentence."))
    made = intend_refund(case=case, new=found.new, actor=actor, at=at)
    made.payment = found.payment  # as it was read, for the letter that names it
    if reference is None:
        follow_up(case=case, refund=made, actor=actor, at=at)
    else:
        follow_up(case=case, refund=made, actor=actor, at=at, is_last=False)
        confirm_by_hand(case=case, refund=made, reference=reference, actor=actor, at=at)
        follow_up(case=case, refund=made, actor=actor, at=at)
    return made
