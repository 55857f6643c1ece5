"""What the law needs to know of a wish, taken from the order, the shop and its policy.

Nothing comes from the customer's word but what they alone can know.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.catalogue.kinds import DeliveryOrigin, LineType
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.apps.policies.rules import Policy, PolicyFacts, TableName, Terms, Window, ask, window_of
from reprise.core.money import portion
from reprise.law.facts import CommercialPolicy, DigitalConditions, Facts, Line, Notices, Prices
from reprise.law.jurisdictions import law_of
from reprise.law.products import item_for
from reprise.law.regions import region_at
from reprise.law.vocabulary import Buyer, Claim, Item, Payer, Remedy
from reprise.readmodels.policy_facts import UNSEEN, Around, facts_of_wish
from reprise.readmodels.put_right import PutRight
from reprise.readmodels.requests import Wish

#: Claims about goods that the buyer does not hold.
NOT_HERE: Final = frozenset({Claim.LATE_DELIVERY, Claim.NOT_RECEIVED})

_ASKED: Final[Mapping[RemedyType, Remedy]] = {
    RemedyType.REFUND: Remedy.RESCISSION,
    RemedyType.REPLACEMENT: Remedy.REPLACEMENT,
    RemedyType.EXCHANGE: Remedy.REPLACEMENT,
    RemedyType.REPRINT: Remedy.REPLACEMENT,
    RemedyType.REPAIR: Remedy.REPAIR,
    RemedyType.SPARE_PART: Remedy.REPAIR,
    RemedyType.PRICE_REDUCTION: Remedy.PRICE_REDUCTION,
    RemedyType.PARTIAL_REFUND_KEEP: Remedy.PRICE_REDUCTION,
}


@dataclass(frozen=True, slots=True)
class Sale:
    """An order with its lines, the shop that sold, and its policy of that day."""

    shop: Shop
    order: Order
    lines: Sequence[OrderLine]
    policy: Policy
    left_minor: int | None = None  # what the payments still hold; None: no payment is known
    around: Around = UNSEEN  # what the policy may ask of the request as a whole
    put_right: Mapping[int, PutRight] = field(default_factory=dict)  # by order line, where the request makes it matter

    @property
    def terms(self) -> Terms:
        """What the policy says to everybody."""
        return self.policy.terms

    @property
    def ordered_on(self) -> date:
        """The day of the contract on the shop's clock."""
        return self.order.ordered_at.astimezone(ZoneInfo(self.shop.timezone)).date()

    def told_on(self, at: datetime) -> date:
        """The day of what a buyer says at a moment: the shop's, or the day before while it lasts where they live."""
        day, home = at.astimezone(ZoneInfo(self.shop.timezone)).date(), law_of(self.order.country)
        first = max(self.ordered_on, self.order.delivered_on or self.ordered_on)  # nobody speaks of it before
        return max(first, min(day, home.day_of(at))) if home and day > first else day

    def line(self, line_id: int) -> OrderLine | None:
        """A line of this order, None for anybody else's."""
        return next((line for line in self.lines if line.pk == line_id), None)


def item_of(line: OrderLine, wish: Wish) -> Item | None:
    """What the law calls the article; None while nobody has said what kind it is."""
    return item_for(line.kind, second_hand=line.second_hand, opened=wish.opened) if line.kind else None


def price_of(line: OrderLine, quantity: int) -> int:
    """What was paid for the next pieces of a line, in minor units, exact over all its pieces."""
    before = line.claimed_quantity + line.cancelled_quantity
    left = line.quantity - before
    return portion(line.paid_minor, min(quantity, left), line.quantity, before=before) if left > 0 else 0


def worth(line: OrderLine, quantity: int) -> int:
    """What the next pieces of a line are worth today, in minor units: without what was repaid for it before."""
    held = line.paid_minor - line.refunded_elsewhere_minor - line.reserved_minor
    return min(price_of(line, quantity), held)


def facts_of(sale: Sale, wish: Wish, line: OrderLine, item: Item, today: date) -> Facts:
    """The facts of one wish on its own: its pieces and their price, without delivery."""
    prices = Prices(items=worth(line, wish.quantity))
    return _facts(sale, [(wish, line, item)], today, prices=prices, item=item)


def facts_of_all(sale: Sale, wished: Sequence[tuple[Wish, OrderLine, Item]], today: date) -> Facts:
    """The facts of several wishes of one claim together, delivery included, and what else was in the order."""
    lines = tuple(Line(item=item, price=worth(line, wish.quantity)) for wish, line, item in wished)
    prices = Prices(items=sum(line.price for line in lines), delivery_standard=delivery_fee(sale.lines))
    return _facts(sale, wished, today, prices=prices, lines=lines, other_items=_left_over(sale, wished))


def _facts(
    sale: Sale, wished: Sequence[tuple[Wish, OrderLine, Item]], today: date, *, prices: Prices,
    item: Item | None = None, lines: tuple[Line, ...] = (), other_items: tuple[Item, ...] = (),
) -> Facts:  # fmt: skip
    order, first = sale.order, wished[0][0]
    claim = Claim(first.claim)
    here = claim not in NOT_HERE and not all(awaits_dispatch(order, line) for _, line, _ in wished)
    asked = _ASKED.get(RemedyType(first.asked_remedy)) if first.asked_remedy and claim is not Claim.WITHDRAW else None
    known: dict[str, Any] = {"promised": order.promised_on, "delivered": order.delivered_on if here else None}
    if claim in NOT_HERE:
        known |= _not_here(order, first, today, ended=asked is Remedy.RESCISSION)
    return Facts(
        country=order.country or sale.shop.country, region=region_of(order), seller_country=sale.shop.country,
        claim=claim, declared=today,
        item=item, lines=lines, other_items=other_items, currency=order.currency, buyer=Buyer(order.buyer_kind),
        remedy_asked=asked, ordered=sale.ordered_on, **known,
        noticed=today if claim in {Claim.DEFECT, Claim.WRONG_ITEM} else None, info=_told(sale.terms),
        commercial_policy=_promise(sale, wished), prices=prices, **_put_right(sale, wished),
        carrier_chosen_by_buyer=order.carrier_chosen_by_buyer,
    )  # fmt: skip


def _put_right(sale: Sale, wished: Iterable[tuple[Wish, OrderLine, Item]]) -> dict[str, Any]:
    """When something was repaired or replaced before."""
    before = [found for _, line, _ in wished if (found := sale.put_right.get(line.pk))]
    return {
        "repaired_returned": min((one.repaired for one in before if one.repaired), default=None),
        "replaced_on": min((one.replaced for one in before if one.replaced), default=None),
    }


def region_of(order: Order) -> str | None:
    """Where in their country the buyer lives, when every address of the order says the same; else nobody knows."""
    home = [one for one in (order.shipping, order.billing) if one.get("country", order.country) == order.country]
    found = {region_at(order.country, str(one["postcode"])) for one in home if one.get("postcode")}
    return found.pop() if len(found) == 1 else None


def _not_here(order: Order, wish: Wish, today: date, *, ended: bool) -> dict[str, Any]:
    """What is known of goods that did not come; the carrier's word that they did is no proof that anybody took them."""
    told = wish.delivery
    known = order.delivered_on if order.delivery_origin != DeliveryOrigin.ESTIMATED else None
    return {
        "promised": order.promised_on or told.promised_on, "date_essential": told.essential,
        "notice_to_perform": told.asked_on, "extra_time_until": told.extra_until,
        "resolution_received": today if ended else None,
        "carrier_status_delivered": known or (today if told.tracking == "delivered" else None),
    }  # fmt: skip


def told_before_download(facts: Facts) -> Facts:
    """The same facts when a file was downloaded after all that the law asks had been said and confirmed."""
    met = DigitalConditions(express_consent=True, loss_acknowledged=True, durable_confirmation=True)
    return Facts(**{name: getattr(facts, name) for name in facts.__slots__} | {"downloaded": True, "digital": met})


def _told(terms: Terms) -> Notices:
    told = terms.notices
    return Notices(withdrawal=told.withdrawal, return_cost=told.return_cost, exclusion=told.exclusion)


def _promise(sale: Sale, wished: Iterable[tuple[Wish, OrderLine, Item]]) -> CommercialPolicy | None:
    """The shop's own window, as far as it covers everything wished together."""
    windows = [window_for(sale, wish, line) for wish, line, _ in wished]
    days = min((window.days if window else 0 for window in windows), default=0)
    if not days:
        return None
    found = [window for window in windows if window]
    return CommercialPolicy(
        return_days=days,
        refunds_delivery=all(window.refunds_delivery for window in found),
        return_cost_by=Payer.BUYER if any(one.return_cost_by == Payer.BUYER for one in found) else Payer.SELLER,
    )


def window_for(sale: Sale, wish: Wish, line: OrderLine) -> Window | None:
    """The shop's own window for an article, or the longer one of the buyer's contract; None where the law is alone."""
    if not (sale.policy.rows(TableName.WINDOW) or sale.policy.rows(TableName.CONTRACT)):
        return None
    facts = policy_facts(sale, wish, line)
    window, agreed = window_of(sale.policy, facts), None
    if sale.order.buyer_kind == Buyer.PROFESSIONAL:
        agreed = ask(sale.policy, TableName.CONTRACT, facts).row
    days = agreed.then.get("return_days") if agreed else None
    if agreed is None or not isinstance(days, int) or (window and window.days >= days):
        return window
    return replace(window, row_id=agreed.id, days=days) if window else Window(agreed.id, days)


def policy_facts(sale: Sale, wish: Wish, line: OrderLine) -> PolicyFacts:
    """What the policy may know of a wish before the law has answered; who comes first is said by the policy itself."""
    facts = facts_of_wish(
        sale.policy, sale.order, wish, line, ordered_on=sale.ordered_on, value=worth(line, wish.quantity),
        around=sale.around,
    )  # fmt: skip
    if facts.priority is not None or not sale.policy.rows(TableName.PRIORITY):
        return facts
    urgency = ask(sale.policy, TableName.PRIORITY, facts).row
    return replace(facts, priority=str(urgency.then.get("level", "normal")) if urgency else "normal")


def delivery_fee(lines: Sequence[OrderLine]) -> int:
    """What is left of the delivery fee; the export does not tell a dearer delivery from the standard one."""
    fees = (line for line in lines if line.type == LineType.SHIPPING)
    return sum(fee.paid_minor - fee.refunded_elsewhere_minor - fee.reserved_minor for fee in fees)


def _left_over(sale: Sale, wished: Sequence[tuple[Wish, OrderLine, Item]]) -> tuple[Item, ...]:
    """What the buyer keeps of the order: everything that is neither wished here, claimed nor cancelled before."""
    taken = {line.pk: wish.quantity for wish, line, _ in wished}
    kept = []
    for line in sale.lines:
        left = line.quantity - line.claimed_quantity - line.cancelled_quantity - taken.get(line.pk, 0)
        if line.type == LineType.PRODUCT and left > 0:
            item = item_for(line.kind, second_hand=line.second_hand) if line.kind else Item.SPARE_PART
            kept.append(item)
    return tuple(kept)
