"""Orders as bought, and what the law and the shop would answer about them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.catalogue.queries import order_for, order_lines, orders_newest, payments_of
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import RightsCard, rights_card
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import Body, Cursor, Id, Limit, Page, Pieces, ShortText, Text, ToldOut
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

router = Router(tags=["orders"])


class OrderOut(Schema):
    """An order, without its lines."""

    id: int
    number: str
    platform: str
    ordered_at: datetime
    currency: str
    total_minor: int
    buyer_kind: str
    country: str
    state: str
    delivered_on: date | None
    delivery_origin: str
    email: str


class OrderLineOut(Schema):
    """One amount of an order: `paid_minor` is for the whole line, tax included, after discounts."""

    id: int
    type: str
    sku: str
    name: str
    kind: str
    quantity: int
    cancelled_quantity: int
    claimed_quantity: int
    paid_minor: int
    tax_minor: int
    refunded_elsewhere_minor: int
    reserved_minor: int


class PaymentOut(Schema):
    """Money received for the order, and what of it went back."""

    id: int
    provider: str
    means: str
    captured_minor: int
    refunded_elsewhere_minor: int
    reserved_minor: int


class OrderInFull(OrderOut):
    """An order with its lines and payments."""

    lines: list[OrderLineOut]
    payments: list[PaymentOut]


class WishIn(Body):
    """One article somebody asks about."""

    order_line_id: Id
    quantity: Pieces = 1
    claim: Literal["withdraw", "defect", "wrong_item", "late_delivery", "not_received"]
    reason: ShortText = ""
    description: Text = ""
    asked_remedy: RemedyType | Literal[""] = ""
    opened: bool = False

    def wish(self) -> Wish:
        """As the house knows it."""
        return Wish(**self.model_dump())


class WishesIn(Body):
    """What somebody asks about an order."""

    lines: Annotated[list[WishIn], Field(min_length=1, max_length=200)]


class MoneyOut(Schema):
    """An amount in minor units."""

    minor: int
    currency: str


class RightsLineOut(Schema):
    """The answer for one article."""

    order_line_id: int
    name: str
    quantity: int
    verdict: str
    amount: MoneyOut | None
    until: date | None
    until_basis: str
    return_by: date | None
    return_cost_by: str
    keep_goods: bool
    told: ToldOut
    automatic: bool
    rule: str
    lacking: list[str]
    missing: list[str]


class RightsOut(Schema):
    """The rights card: what the customer is entitled to, in the language of the request."""

    verdict: str
    headline: str
    lead: str
    lines: list[RightsLineOut]
    total: MoneyOut | None
    delivery: MoneyOut | None
    refund_due: date | None
    until: date | None
    return_by: date | None
    return_cost_by: str
    answer_by: date
    next_step: str
    policy_number: int


@router.get("", response=Page[OrderOut])
@scope(Right.ORDERS_READ)
def list_orders(
    request: HttpRequest, search: ShortText = "", cursor: Cursor | None = None, limit: Limit = 50
) -> dict[str, object]:
    """Orders, newest first; `search` looks at numbers, e-mail addresses and SKUs."""
    found = orders_newest(caller(request), before=id_in(cursor), search=search, limit=limit)
    more = len(found) > limit
    return {"items": found[:limit], "next": cursor_of(found[limit - 1].pk) if more else None}


@router.get("/{order_id}", response=OrderInFull)
@scope(Right.ORDERS_READ)
def get_order(request: HttpRequest, order_id: Id) -> dict[str, object]:
    """One order with its lines and payments."""
    return in_full(order_for(caller(request), order_id))


@router.post("/{order_id}/rights", response=RightsOut)
@scope(Right.ORDERS_READ)
def ask_rights(request: HttpRequest, order_id: Id, body: WishesIn) -> RightsCard:
    """What the customer would be entitled to today; nothing is written."""
    actor = caller(request)
    shop = shop_of(actor)
    sale, number = sale_of(shop, order_for(actor, order_id))
    lang = get_language() or "en"
    asked = Request(tuple(line.wish() for line in body.lines), danger=False, language=lang, channel="api")
    today = sale.told_on(timezone.now())
    return rights_card(assess_request(sale=sale, policy_number=number, request=asked, today=today), lang)


def in_full(order: "Order") -> dict[str, object]:
    """An order's own fields with its lines and payments."""
    own = {name: getattr(order, name) for name in OrderOut.model_fields}
    return own | {"lines": order_lines(order), "payments": payments_of(order)}
