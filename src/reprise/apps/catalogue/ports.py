"""What the catalogue needs from outside: orders read from a platform's export, in one neutral form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol

from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, Dispatch, LineType, OrderState
from reprise.core.refusals import NotFound, mark


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence marked for translation, and what fills its named placeholders."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params if self.params else self.text


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """An order that did not land, or was left as it was: where in the file, which one, what is wrong with what."""

    line: int
    order: str
    field: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Remark:
    """Something staff should know about an order that did land."""

    field: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class ImportedAddress:
    """A postal address as the export gives it; the country is a two-letter code, or empty when it cannot be told."""

    name: str = ""
    company: str = ""
    lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """Who bought; an empty e-mail means that nobody can be reached."""

    email: str = ""
    name: str = ""
    phone: str = ""
    company: str = ""
    vat_number: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One amount of an order: `paid_minor` is for the whole line, tax included, after its share of every discount."""

    name: str
    quantity: int
    paid_minor: int
    type: LineType = LineType.PRODUCT
    sku: str = ""
    external_id: str = ""
    tax_minor: int = 0
    tax_rate_bp: int | None = None
    cancelled_quantity: int = 0
    refunded_minor: int = 0
    kind: str = ""
    second_hand: bool = False
    dispatch: Dispatch = Dispatch.UNKNOWN
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedPayment:
    """Money received, and what the shop gave back of it, which may be more than it received."""

    captured_minor: int
    provider: str = ""
    means: str = ""
    reference: str = ""
    captured_at: datetime | None = None
    refunded_minor: int = 0


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """An order in full, whatever platform it comes from; its lines add up to its total."""

    line: int
    external_id: str
    number: str
    ordered_at: datetime
    currency: str
    total_minor: int
    lines: tuple[ImportedLine, ...]
    payments: tuple[ImportedPayment, ...] = ()
    platform_id: str = ""
    contact: ImportedContact = ImportedContact()
    shipping: ImportedAddress = ImportedAddress()
    billing: ImportedAddress = ImportedAddress()
    buyer_kind: BuyerKind = BuyerKind.CONSUMER
    state: OrderState = OrderState.OPEN
    fulfilled_on: date | None = None
    delivered_on: date | None = None
    delivery_origin: DeliveryOrigin = DeliveryOrigin.UNKNOWN
    promised_on: date | None = None
    carrier: str = ""
    tracking_number: str = ""
    carrier_chosen_by_buyer: bool = False  # none of those the shop offered: the risk passes when it takes the goods
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What an export leaves unsaid and the shop knows: its currency, and the time zone of times without one."""

    currency: str
    country: str
    timezone: str


class OrderSource(Protocol):
    """Reads one platform's export."""

    platform: str

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders of a seekable file, in bounded memory; UnreadableFile when it is not such an export."""


class UnknownFormat(NotFound):
    """No reader is wired for this format."""

    code = "unknown_format"
    sentence = mark("There is no reader for the format “%(format)s”.")


_sources: dict[str, OrderSource] = {}


def provide_order_sources(sources: Mapping[str, OrderSource]) -> None:
    """Wire the readers by the format's name; called once by the configuration."""
    _sources.update(sources)


def order_source(name: str) -> OrderSource:
    """The reader of a format."""
    if name not in _sources:
        raise UnknownFormat(field="format", format=name)
    return _sources[name]
