"""The facts of one claim, as plain values; amounts in minor units of one currency."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from reprise.law.vocabulary import Buyer, Channel, Claim, Item, Payer, Recipient, Remedy, Seller


class Unsaid(Enum):
    """A fact nobody mentioned, where that differs from "it has not happened"."""

    UNSAID = "unsaid"


UNSAID: Final = Unsaid.UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of goods claimed; price in minor units."""

    item: Item
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalConditions:
    """The three conditions under which supply ends the right to withdraw from digital content."""

    express_consent: bool = False
    loss_acknowledged: bool = False
    durable_confirmation: bool = False

    @property
    def all_met(self) -> bool:
        """Whether nothing is missing."""
        return self.express_consent and self.loss_acknowledged and self.durable_confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What the buyer was told before the contract; `withdrawal_given_on` when that notice came later."""

    withdrawal: bool = False
    return_cost: bool = False
    exclusion: bool = False
    withdrawal_given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommercialPolicy:
    """The seller's own promise."""

    return_days: int
    refunds_delivery: bool = False
    return_cost_by: Payer = Payer.BUYER


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What was paid, in minor units: the goods claimed, standard delivery, and the supplement for a dearer one.

    `known` is false when nobody said what the goods cost, which is not the same as nothing.
    """

    items: int = 0
    delivery_standard: int = 0
    delivery_express_supplement: int = 0
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the rules may look at; a date that is None has not happened."""

    country: str
    claim: Claim
    declared: date | None
    item: Item | None = None
    lines: tuple[Line, ...] = ()
    other_items: tuple[Item, ...] = ()
    currency: str = "EUR"

    region: str | None = None  # whose own holidays count too; "": one without any; None: nobody knows
    seller_country: str = "FR"
    buyer: Buyer = Buyer.CONSUMER
    channel: Channel = Channel.DISTANCE
    seller: Seller = Seller.SHOP
    employees: int | None = None
    within_main_activity: bool | None = None
    same_speciality: bool = False
    recipient: Recipient = Recipient.CONSUMER

    regular_delivery: bool = False
    production_started: bool | None = None
    downloaded: bool = False
    digital: DigitalConditions = field(default_factory=DigitalConditions)

    remedy_asked: Remedy | None = None
    defect_minor: bool = False
    used_beyond_test: bool = False
    depreciation_assessed: int = 0

    ordered: date | None = None
    promised: date | None = None
    date_essential: bool = False
    delivered: date | tuple[date | None, ...] | None = None
    last_delivery_of_order: date | Unsaid | None = UNSAID
    available_at_pickup_point: date | None = None
    carrier_status_delivered: date | None = None
    carrier_chosen_by_buyer: bool = False
    handover_proof: bool | None = None
    notice_to_perform: date | None = None
    extra_time_until: date | None = None

    noticed: date | None = None
    declared_time: str | None = None
    written_complaint: date | None = None
    recall_published: date | None = None
    guarantee_accepted_on: date | None = None
    repaired_returned: date | None = None
    replaced_on: date | None = None
    rescission_notified: date | None = None
    resolution_received: date | None = None
    seller_collects: bool = False
    sent_back: date | None = None
    proof_of_dispatch_given: date | Unsaid | None = UNSAID
    received_back: date | None = None
    postage_paid_by_consumer: int = 0
    refunded: date | None = None

    info: Notices = field(default_factory=Notices)
    commercial_policy: CommercialPolicy | None = None
    prices: Prices = field(default_factory=Prices)

    @property
    def claimed(self) -> tuple[Line, ...]:
        """What the claim is about, one line per kind of goods."""
        if self.lines or self.item is None:
            return self.lines
        return (Line(item=self.item, price=self.prices.items),)

    @property
    def lots(self) -> tuple[date | None, ...]:
        """Each delivery, None for a lot still to come; empty when nothing was delivered."""
        if isinstance(self.delivered, tuple):
            return self.delivered
        return () if self.delivered is None else (self.delivered,)

    @property
    def proof_of_dispatch(self) -> date | None:
        """The day proof of dispatch reached the seller; unsaid, the tracking number came with the parcel."""
        return self.sent_back if isinstance(self.proof_of_dispatch_given, Unsaid) else self.proof_of_dispatch_given
