"""Currencies and countries by their ISO codes."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.refusals import mark

NO_CURRENCY = mark("“%(value)s” is not a currency code. Write it like EUR.")

# ISO 4217, money that shops are paid in.
_CURRENCIES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG
XOF XPF YER ZAR ZMW ZWG
"""

# ISO 3166-1.
_COUNTRIES: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS XK YE YT ZA ZM ZW
"""

CURRENCIES: Final = frozenset(_CURRENCIES.split())
COUNTRIES: Final = frozenset(_COUNTRIES.split())
_SAME: Final = {"UK": "GB", "EL": "GR"}
_SIGNS: Final = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP"}  # a dollar is several
_LANGUAGES: Final = ("fr", "en", "de", "es", "it", "nl", "pt")


def currency(value: object, field: str, *, otherwise: str = "") -> str:
    """A currency code; RowFault when it is none."""
    code = str(value or "").strip().upper() or otherwise
    code = _SIGNS.get(code, code)
    if code not in CURRENCIES:
        raise RowFault(field, NO_CURRENCY, value=code[:20])
    return code


def country(value: object) -> str:
    """A country code, or nothing when it cannot be told."""
    code = str(value or "").strip().upper()
    code = _SAME.get(code, code)
    return code if code in COUNTRIES else _called().get(_plain(code), "")


@cache
def _called() -> Mapping[str, str]:
    """Countries by their names in some languages, and by their codes of three letters; what means two is none."""
    meant: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in COUNTRIES:
                meant.setdefault(_plain(name), set()).add(code)
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and codes[0] in COUNTRIES:
            meant.setdefault(_plain(alias), set()).add(codes[0])
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}


def _plain(name: str) -> str:
    """A name as people write it: accents, capitals and hyphens do not matter."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
