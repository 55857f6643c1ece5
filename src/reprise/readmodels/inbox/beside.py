"""The customer beside a conversation: their cases, orders and other conversations, as far as the address tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import cases_of
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.conversations.queries import conversations_of

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Also:
    """What else there is of whoever a conversation is with; found by an address that somebody may only have typed."""

    cases: Sequence[Case]
    orders: Sequence[Order]
    conversations: Sequence[Conversation]

    @property
    def is_empty(self) -> bool:
        """Whether nothing else is known of them."""
        return not (self.cases or self.orders or self.conversations)


def also(actor: Actor, conversation: Conversation, people: Sequence[Participant], *, most: int = SHOWN) -> Also:
    """Three queries; nothing for a visitor who gave no address."""
    case = conversation.case
    addresses = sorted({one.email for one in people if one.email})
    customer = case.customer_id if case else None
    if not addresses and not customer:
        return Also((), (), ())
    known = Q(customer__in=Customer.objects.filter(shop_id=actor.shop_id, email__in=addresses))
    if customer:
        known |= Q(customer=customer)
    cases = cases_of(actor).filter(known | Q(contact_email__in=addresses)).exclude(pk=case.pk if case else 0)
    orders = Order.objects.filter(known | Q(email__in=addresses), shop_id=actor.shop_id)
    theirs = Participant.objects.filter(conversation=OuterRef("pk"), email__in=addresses)
    others = conversations_of(actor).filter(Exists(theirs) | Q(case__contact_email__in=addresses))
    others = others.exclude(pk=conversation.pk).exclude(state=ThreadState.MERGED.value)
    return Also(
        list(cases.order_by(F("closed_at").desc(nulls_first=True), "-id")[:most]),
        list(orders.order_by("-ordered_at", "-id")[:most]) if actor.may(Right.ORDERS_READ) else (),
        list(others.select_related("case").order_by("-last_at", "-id")[:most]),
    )
