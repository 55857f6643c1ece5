"""A shop with an order that arrived, and the people of its journeys."""

import secrets
from datetime import date, timedelta

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, customer_of_order
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_by_id, lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.platform.files.models import StoredFile
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.new_shop import new_shop
from reprise.workflows.return_request import ask
from tests.support.builders import AT

NEXT_WEEK = AT + timedelta(days=7)


def a_shop(slug: str = "atelier-lamelle") -> Shop:
    """A French shop, open for requests."""
    return new_shop(slug=slug, name="Atelier Lamelle", country="FR", at=AT - timedelta(days=60))


def an_order(
    shop: Shop | None = None, *, number: str = "1001", quantity: int = 3, kind: str = "filament", paid: int = 9000,
    delivered_on: date | None = date(2026, 11, 16), shipping: int = 590, days_ago: int = 14,
    more: tuple[tuple[str, int, int], ...] = (),
) -> Order:  # fmt: skip
    """An order of one article (and more: kind, quantity, paid), with its delivery fee, paid by card and delivered."""
    shop = shop or a_shop()
    total = paid + shipping + sum(each for _kind, _quantity, each in more)
    order = Order.objects.create(
        shop=shop, platform="shopify", external_id=number, number=f"#{number}", number_key=number, currency="EUR",
        email="alice@example.com", ordered_at=AT - timedelta(days=days_ago), country="FR", total_minor=total,
        delivered_on=delivered_on, delivery_origin="carrier" if delivered_on else "", imported_at=AT, changed_at=AT,
        shipping={"name": "Alice Martin"},
    )  # fmt: skip
    for position, (each_kind, each_quantity, each_paid) in enumerate([(kind, quantity, paid), *more], start=1):
        OrderLine.objects.create(
            order=order, position=position, name=f"Article {position}", sku=f"A-{position}", kind=each_kind,
            quantity=each_quantity, paid_minor=each_paid, tax_minor=each_paid // 6,
        )  # fmt: skip
    OrderLine.objects.create(
        order=order, position=90, type="shipping", name="Colissimo", paid_minor=shipping, tax_minor=shipping // 6
    )
    Payment.objects.create(
        order=order, provider="stripe", means="Carte bancaire", reference=f"ch_{number}", captured_minor=total
    )
    return order


def goods(order: Order) -> list[OrderLine]:
    """The articles of an order."""
    return list(OrderLine.objects.filter(order=order, type="product").order_by("position"))


def alice(order: Order) -> Actor:
    """Alice, who proved that the order is hers."""
    return customer_of_order(order.shop_id, order.pk, "Alice Martin")


def alice_at(case: Case) -> Actor:
    """Alice, who opened the link of her case."""
    return customer_of_case(case.shop_id, case.pk, "Alice Martin")


def ines(shop_id: int, role: Role = Role.AGENT) -> Actor:
    """Inès, of the shop's staff."""
    return Actor(ActorKind.STAFF, shop_id, RIGHTS[role], "Inès", person_id=None)


def a_request(order: Order, quantity: int = 3, claim: str = "withdraw", **more: object) -> Request:
    """What Alice asks about the first article of her order."""
    wish = Wish(goods(order)[0].pk, quantity, claim, description="Elle casse.")
    return Request((wish,), danger=False, language="fr", **more)  # type: ignore[arg-type]


def asked(order: Order, quantity: int = 3, claim: str = "withdraw") -> Case:
    """The case of such a request."""
    return ask(actor=alice(order), order=order, request=a_request(order, quantity, claim), at=AT)


def granted(order: Order, quantity: int = 3, claim: str = "withdraw", remedy: RemedyType | None = None) -> Case:
    """The same, granted whole."""
    case = asked(order, quantity, claim)
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, remedy=remedy,
        at=AT,
    )  # fmt: skip
    return case


def authorised(order: Order, quantity: int = 3, claim: str = "withdraw", remedy: RemedyType | None = None) -> Case:
    """The same, with a slip."""
    case = granted(order, quantity, claim, remedy)
    authorise(actor=ines(case.shop_id), case=case, at=AT)
    return case


def now(case: Case) -> Case:
    """The case as it is in the database."""
    found: Case = case_by_id(ines(case.shop_id, Role.OWNER), case.pk)
    return found


def a_file(actor: Actor) -> StoredFile:
    """A picture somebody uploaded."""
    return StoredFile.objects.create(
        shop_id=actor.shop_id, kind="photo", name="photo.jpg", media_type="image/jpeg", size=7,
        sha256=secrets.token_hex(32), key=secrets.token_hex(8), uploaded_by=actor.key, created_at=AT,
    )  # fmt: skip
