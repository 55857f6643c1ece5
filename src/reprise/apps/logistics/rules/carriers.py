"""Carriers: their names, their public tracking pages, and the numbers they print."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from reprise.apps.logistics.kinds import Carrier
from reprise.core.refusals import mark

NAMES: Final[Mapping[Carrier, str]] = {
    Carrier.LA_POSTE: mark("La Poste (Colissimo)"),
    Carrier.CHRONOPOST: "Chronopost",
    Carrier.MONDIAL_RELAY: "Mondial Relay",
    Carrier.DPD: "DPD",
    Carrier.UPS: "UPS",
    Carrier.DHL: "DHL",
    Carrier.GLS: "GLS",
    Carrier.FEDEX: "FedEx",
    Carrier.OTHER: mark("Another carrier"),
}

_PAGES: Final[Mapping[Carrier, str]] = {
    Carrier.LA_POSTE: "https://www.laposte.fr/outils/suivre-vos-envois?code=",
    Carrier.CHRONOPOST: "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=",
    Carrier.MONDIAL_RELAY: "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=",
    Carrier.DPD: "https://trace.dpd.fr/fr/trace/",
    Carrier.UPS: "https://www.ups.com/track?tracknum=",
    Carrier.DHL: "https://www.dhl.com/fr-fr/home/tracking.html?tracking-id=",
    Carrier.GLS: "https://gls-group.com/FR/fr/suivi-colis?match=",
    Carrier.FEDEX: "https://www.fedex.com/fedextrack/?trknbr=",
}

_NUMBER = re.compile(r"[A-Z0-9]{6,35}")
_SEPARATORS = re.compile(r"[\s.\-_/\u00a0\u202f]+")
#: Only shapes that no other carrier of the list prints.
_UNMISTAKABLE: Final = (
    (re.compile(r"1Z[A-Z0-9]{16}"), Carrier.UPS),
    (re.compile(r"[0-9][A-Z][0-9]{11}"), Carrier.LA_POSTE),
    (re.compile(r"JJD[0-9]{10,20}"), Carrier.DHL),
)


def tidy_tracking_number(typed: str) -> str:
    """A tracking number without the spaces and dashes of its label, in capitals."""
    return _SEPARATORS.sub("", typed).upper()


def is_tracking_number(tidied: str) -> bool:
    """Whether a tidied number can be one: 6 to 35 letters and digits, with a digit among them."""
    return bool(_NUMBER.fullmatch(tidied)) and any(c.isdigit() for c in tidied)


def guess_carrier(tidied: str) -> Carrier | None:
    """The carrier a number tells by its shape, or None where several print the same shape."""
    return next((carrier for shape, carrier in _UNMISTAKABLE if shape.fullmatch(tidied)), None)


def tracking_url(carrier: str, number: str) -> str:
    """The carrier's public page for a parcel, or nothing when it has none that we know."""
    page = _PAGES.get(Carrier(carrier)) if carrier else None
    return page + quote(number, safe="") if page and number else ""
