from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.payments.models import Refund
from reprise.apps.payments.ports import gateway
from reprise.apps.payments.services.intend_refund import key_of
from reprise.apps.payments.services.move_refund import move_refund
from reprise.apps.payments.services.take_answer import told_of_change
from reprise.apps.payments.transitions import RefundMove
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def begin_anew(*, case: "Case", refund: Refund, provider: str, actor: Actor, at: datetime) -> None:
    """Begin a refund again that the provider said had failed for good: under a new key, or another way."""
    actor.require(Right.PAYMENTS_REFUND)
    gateway(provider)
    beginning = refund.round + 1
    move_refund(
        refund=refund, move=RefundMove.RETRY, at=at, round=beginning, key=key_of(refund.pk, beginning),
        provider=provider, reference="", detail="",
    )  # fmt: skip
    told_of_change(case=case, refund=refund, actor=actor, at=at)
