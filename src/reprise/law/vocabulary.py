"""The closed vocabularies of legal facts and answers; their values are those of scenario files."""

from enum import StrEnum


class Buyer(StrEnum):
    """Who bought: only the first is a natural person acting outside trade."""

    CONSUMER = "consumer"
    NON_PROFESSIONAL = "non_professional"
    PROFESSIONAL = "professional"


class Channel(StrEnum):
    """Where the contract was made."""

    DISTANCE = "distance"
    OFF_PREMISES = "off_premises"


class Seller(StrEnum):
    """Who sold; the last one through a marketplace."""

    SHOP = "shop"
    PRINT_SERVICE = "print_service"
    PRIVATE_INDIVIDUAL = "private_individual"


class Recipient(StrEnum):
    """Who takes possession; never the carrier."""

    CONSUMER = "consumer"
    THIRD_PARTY = "third_party_named_by_consumer"


class Item(StrEnum):
    """What the law distinguishes among the things sold."""

    PRINTER_NEW = "printer_new"
    PRINTER_SECOND_HAND = "printer_second_hand"
    FILAMENT_SEALED = "filament_sealed"
    FILAMENT_OPENED = "filament_opened"
    RESIN_OPENED = "resin_opened"
    SPARE_PART = "spare_part"
    CATALOGUE_STANDARD = "catalogue_on_demand_standard_options"
    CATALOGUE_PERSONALISED = "catalogue_on_demand_personalised_text"
    CUSTOM_FILE = "custom_part_customer_file"
    CUSTOM_DIMENSIONS = "custom_part_free_dimensions"
    STL_DOWNLOAD = "stl_download"

    @property
    def is_digital(self) -> bool:
        """Digital content without a carrier: nothing to ship or send back."""
        return self is Item.STL_DOWNLOAD

    @property
    def is_second_hand(self) -> bool:
        """Sold used."""
        return self is Item.PRINTER_SECOND_HAND


class Claim(StrEnum):
    """What the buyer says."""

    WITHDRAW = "withdraw"
    DEFECT = "defect"
    WRONG_ITEM = "wrong_item"
    LATE_DELIVERY = "late_delivery"
    NOT_RECEIVED = "not_received"
    RECALL = "recall"


class Remedy(StrEnum):
    """What the buyer asks for."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    PRICE_REDUCTION = "price_reduction"
    RESCISSION = "rescission"
    REFUND = "refund"


class Decision(StrEnum):
    """The answer; human_review when the law is unsettled, facts are contested or the buyer has to prove something."""

    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept_in_part"
    REFUSE = "refuse"
    HUMAN_REVIEW = "human_review"


class Basis(StrEnum):
    """The regime an answer rests on; also the regimes that can be open to a buyer, all but `none`."""

    WITHDRAWAL = "withdrawal"
    CONFORMITY = "conformity"
    DIGITAL_CONFORMITY = "digital_conformity"
    HIDDEN_DEFECT = "hidden_defect"
    LATE_DELIVERY = "late_delivery"
    RECALL = "recall"
    COMMERCIAL = "commercial"
    NONE = "none"


class Payer(StrEnum):
    """Who pays the return; `none` when there is nothing to send back."""

    BUYER = "buyer"
    SELLER = "seller"
    NONE = "none"


class Outcome(StrEnum):
    """What the buyer gets at the end."""

    MONEY_BACK = "money_back"
    REPAIR_OR_REPLACEMENT = "repair_or_replacement"
    PRICE_REDUCTION = "price_reduction"
    DELIVERY = "delivery"
    REVIEW = "review"
    NOTHING = "nothing"
