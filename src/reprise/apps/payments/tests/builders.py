"""A shop, an order that was paid, a case with a refund agreed on, and who acts, for the tests of refunds."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.cases.kinds import CaseKind, RemedyType, Trigger
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.decide_line import Grounds, decide_line
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from reprise.apps.cases.services.remedies import agree_remedy
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.payments.kinds import BY_HAND
from reprise.apps.payments.ports import Answer, Outcome, provide_gateways
from reprise.apps.payments.ports import Order as Asked
from reprise.apps.payments.queries import pieces_refunded
from reprise.apps.payments.rules.allocate import Paid, goods
from reprise.apps.payments.services.intend_refund import NewPart, NewRefund, intend_refund
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, Remedy
    from reprise.apps.payments.models import Refund


def a_shop(slug: str = "atelier-lamelle", country: str = "FR", second_person_above: int | None = None) -> "Shop":
    """A shop; refunds above the sum need a second person."""
    shop = create_shop(slug=slug, name="Atelier Lamelle", country=country)
    shop.second_person_above_minor = second_person_above
    shop.save()
    return shop


def ines(shop: "Shop", role: Role = Role.AGENT) -> Actor:
    """Inès, who decides refunds."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[role], "Inès", person_id=101)


def marc(shop: "Shop", role: Role = Role.MANAGER) -> Actor:
    """Marc, who manages the shop."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[role], "Marc", person_id=102)


def an_order(shop: "Shop", number: str = "1001", *, paid: tuple[int, ...] = (3000,), quantity: int = 3) -> Order:
    """An order with one line per sum: the first of some pieces, the others of one."""
    order = Order.objects.create(
        shop=shop, platform="shopify", external_id=number, number=f"#{number}", number_key=number, currency="EUR",
        email="alice@example.com", ordered_at=AT - timedelta(days=9), country="FR", total_minor=sum(paid),
        imported_at=AT, changed_at=AT,
    )  # fmt: skip
    for position, minor in enumerate(paid, start=1):
        OrderLine.objects.create(
            order=order, position=position, name=f"PLA noir {position}", quantity=quantity if position == 1 else 1,
            paid_minor=minor, tax_minor=minor // 6, kind="filament", claimed_quantity=1,
        )  # fmt: skip
    return order


def a_payment(order: Order, captured: int, *, provider: str = "sandbox_card", reference: str = "ch_1") -> Payment:
    """Money received for an order by card."""
    return Payment.objects.create(
        order=order, position=Payment.objects.filter(order=order).count(), provider=provider, means="Carte bancaire",
        reference=reference, captured_minor=captured,
    )  # fmt: skip


def a_case(
    order: Order, *, quantities: tuple[int, ...] = (1,), amount_minor: int | None = None,
    remedy: RemedyType = RemedyType.REFUND, ground: str = "withdrawal", proposal: Mapping[str, object] | None = None,
) -> "tuple[Case, list[Remedy]]":  # fmt: skip
    """A case about the first lines of an order, granted, with a money remedy ready for each."""
    house = system(order.shop_id)
    rows = list(OrderLine.objects.filter(order=order, type="product").order_by("position"))
    new = NewCase(
        CaseKind.WITHDRAWAL,
        tuple(
            NewLine(row.name, quantity, ground, order_line_id=row.pk, proposal=dict(proposal or {}))
            for row, quantity in zip(rows, quantities, strict=False)
        ),
        "Alice Martin", "alice@example.com", "fr", "portal", order_id=order.pk,
    )  # fmt: skip
    case = open_case(actor=house, new=new, at=AT)
    return case, [_agreed(case, position, remedy, amount_minor, house) for position in range(1, len(new.lines) + 1)]


def _agreed(case: "Case", position: int, remedy: RemedyType, amount_minor: int | None, house: Actor) -> "Remedy":
    line = lines_of(case)[position - 1]
    decide_line(case=case, line=line, move=LineMove.APPROVE, grounds=Grounds(), actor=house, at=AT)
    return agree_remedy(
        case=case, line=line, remedy=remedy, quantity=line.quantity, trigger=Trigger.NOW, actor=house, at=AT,
        amount_minor=amount_minor,
    )  # fmt: skip


def a_refund(
    shop: "Shop", *, number: str = "1001", provider: str = BY_HAND, actor: Actor | None = None, client_id: str = ""
) -> "tuple[Case, Refund]":
    """A refund of 10.00 that was decided: one piece of three."""
    order = an_order(shop, number)
    payment = a_payment(order, 3000)
    case, remedies = a_case(order)
    row = OrderLine.objects.get(order=order)
    paid = Paid(row.pk, row.paid_minor, row.tax_minor, row.quantity, gone=0, pieces_gone=0)
    new = NewRefund(
        remedies[0].pk, order.pk, payment.pk, provider, "EUR", (NewPart(goods(paid, 1), row.name),),
        pieces_refunded([row.pk]), client_id,
    )  # fmt: skip
    return case, intend_refund(case=case, new=new, actor=actor or ines(shop), at=AT)


class PretendCard:
    """A card provider that keeps its promises: one refund per key. It answers as it is told."""

    automatic = True

    def __init__(self) -> None:
        self.paid: dict[str, int] = {}
        self.asked: list[str] = []
        self.said: list[Outcome] = []  # what to say next instead of "settled"

    def serves(self, payment_provider: str) -> bool:
        return payment_provider == "sandbox_card"

    def refund(self, order: Asked) -> Answer:
        self.asked.append("refund")
        outcome = self.said.pop(0) if self.said else Outcome.SETTLED
        if outcome is Outcome.SETTLED:
            self.paid[order.key] = order.amount.minor
        return Answer(outcome, f"re_{order.key}" if outcome in {Outcome.SETTLED, Outcome.PENDING} else "")

    def find(self, key: str) -> Answer:
        self.asked.append("find")
        if self.said:
            outcome = self.said.pop(0)
            return Answer(outcome, f"re_{key}" if outcome in {Outcome.SETTLED, Outcome.PENDING} else "")
        return Answer(Outcome.SETTLED, f"re_{key}") if key in self.paid else Answer(Outcome.NEVER_SEEN)


class PretendHand(PretendCard):
    """A person's hand: nothing leaves by itself."""

    automatic = False


def wire(card: PretendCard) -> PretendCard:
    """Wire a pretend provider beside a person's hand."""
    provide_gateways({BY_HAND: PretendHand(), "sandbox_card": card})
    return card
