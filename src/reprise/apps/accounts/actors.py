"""Who acts, in which shop, with which rights: the first argument of every query and deed."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.rights import Right
from reprise.core.refusals import Forbidden, OutOfScope

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


EVERY_RIGHT: Final = frozenset(Right)


class ActorKind(StrEnum):
    """How somebody came in."""

    STAFF = "staff"
    CUSTOMER = "customer"
    TOKEN = "token"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (or something) acting in one shop.

    A customer's reach is one case, one order or one conversation, proved by a mailed link or by their own browser;
    staff and tokens reach their whole shop.
    """

    kind: ActorKind
    shop_id: int
    rights: frozenset[Right]
    name: str
    person_id: int | None = None
    token_id: int | None = None
    case_id: int | None = None
    order_id: int | None = None
    conversation_id: int | None = None
    participant_id: int | None = None  # whom they are of several people on one matter
    shop: "Shop | None" = field(default=None, compare=False, repr=False)  # as it was read with the actor, if it was

    def may(self, right: Right) -> bool:
        """Whether the actor holds a right."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Refuse unless the actor holds the right."""
        if right not in self.rights:
            lacks = OutOfScope if self.kind is ActorKind.TOKEN else Forbidden
            raise lacks(right=right.value)

    @property
    def is_customer(self) -> bool:
        """Whether this is the buyer, who sees only the case or order they proved to be theirs."""
        return self.kind is ActorKind.CUSTOMER

    @property
    def key(self) -> str:
        """A short stable name for logs and records, e.g. staff:12; never the same for two people."""
        if self.kind is ActorKind.CUSTOMER and not self.case_id:
            if self.order_id:
                return f"{self.kind.value}:order-{self.order_id}"
            if self.conversation_id:
                return f"{self.kind.value}:conversation-{self.conversation_id}"
        number = self.person_id or self.token_id or self.case_id or self.order_id
        return f"{self.kind.value}:{number}" if number else self.kind.value


def system(shop_id: int) -> Actor:
    """The house itself, for clocks and jobs."""
    return Actor(ActorKind.SYSTEM, shop_id, EVERY_RIGHT, "Reprise")


def customer_of_case(shop_id: int, case_id: int, name: str) -> Actor:
    """The buyer holding a case's link."""
    return Actor(ActorKind.CUSTOMER, shop_id, frozenset(), name, case_id=case_id)


def customer_of_order(shop_id: int, order_id: int, name: str) -> Actor:
    """The buyer who proved that an order is theirs."""
    return Actor(ActorKind.CUSTOMER, shop_id, frozenset(), name, order_id=order_id)


def customer_of_conversation(
    shop_id: int, conversation_id: int, name: str, *, case_id: int | None = None, participant_id: int | None = None
) -> Actor:
    """Whoever began a conversation in this browser, or was invited to it; `case_id` only once that is proved."""
    return Actor(
        ActorKind.CUSTOMER, shop_id, frozenset(), name, case_id=case_id, conversation_id=conversation_id,
        participant_id=participant_id,
    )  # fmt: skip
