"""The words of the catalogue: product kinds, kinds of lines, and where a date comes from."""

from enum import StrEnum


class ProductKind(StrEnum):
    """What a line sells, as far as returns are concerned; an empty kind waits for staff."""

    PRINTER = "printer"
    FILAMENT = "filament"
    RESIN = "resin"
    SPARE_PART = "spare_part"
    ACCESSORY = "accessory"
    CATALOGUE_PRINT = "catalogue_print"
    CUSTOM_PRINT = "custom_print"
    PERSONALISED_PRINT = "personalised_print"
    DIGITAL_FILE = "digital_file"


class LineType(StrEnum):
    """What the amount of an order line was paid for."""

    PRODUCT = "product"
    SHIPPING = "shipping"
    FEE = "fee"


class OrderState(StrEnum):
    """Whether the sale stands."""

    OPEN = "open"
    CANCELLED = "cancelled"


class Dispatch(StrEnum):
    """Whether the goods of a line have left; an unknown one is never taken for "not yet"."""

    UNKNOWN = ""
    WAITING = "waiting"
    SENT = "sent"


class DeliveryOrigin(StrEnum):
    """Who says when the goods arrived; estimated is ours, and is always labelled."""

    CARRIER = "carrier"
    SHOP = "shop"
    ESTIMATED = "estimated"
    UNKNOWN = ""


class BuyerKind(StrEnum):
    """In what capacity somebody bought."""

    CONSUMER = "consumer"
    NON_PROFESSIONAL = "non_professional"
    PROFESSIONAL = "professional"


class KindSource(StrEnum):
    """Who said what kind a line is."""

    UNKNOWN = ""
    RULE = "rule"
    EXPORT = "export"
    STAFF = "staff"


class RuleMatch(StrEnum):
    """What a kind rule looks at."""

    SKU_PREFIX = "sku_prefix"
    PRODUCT = "product"
    ATTRIBUTE = "attribute"
