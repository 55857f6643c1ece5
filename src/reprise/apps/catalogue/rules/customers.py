"""Who a buyer is, from what they typed: in what capacity they bought, and which language to write in."""

import re
from typing import Final

from reprise.apps.catalogue.kinds import BuyerKind

# A body without business aims that typed its name as a company: it keeps some consumer rights in several countries.
_NO_BUSINESS: Final = re.compile(
    r"\b(association|associatif|associative|asso|fondation|foundation|stiftung|e\.? ?v\.?|asbl|vzw|onlus|ong|ngo|"
    r"club|school|schule|école|ecole|collège|college|lycée|lycee|universit\w*|mairie|commune|municipality|gemeinde|"
    r"syndicat|amicale|fablab|makerspace|hackerspace)\b",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(
    r"\b(sarl|sas|sasu|eurl|sa|snc|sci|scop|gmbh|ug|ag|kg|ohg|ltd|limited|llc|inc|plc|bv|b\.v\.|nv|srl|s\.r\.l\.|spa|"
    r"s\.p\.a\.|sl|s\.l\.|lda|oy|ab|aps|a/s|sp\. z o\.o\.|s\.r\.o\.|kft)(?!\w)",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(r"^[\s\-–—./]*$|^(n/?a|none|aucune?|néant|particulier|privat|private)$", re.IGNORECASE)
_FRENCH: Final = frozenset({"FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"})


def buyer_kind(company: str, vat_number: str) -> BuyerKind:
    """The capacity that the company and VAT fields show; staff can correct it on the order."""
    if vat_number.strip() or _BUSINESS.search(company):
        return BuyerKind.PROFESSIONAL
    if _NOTHING.match(company.strip()):
        return BuyerKind.CONSUMER
    return BuyerKind.NON_PROFESSIONAL if _NO_BUSINESS.search(company) else BuyerKind.PROFESSIONAL


def language_for(said: str, country: str) -> str:
    """French or English: what the export says, else what the country speaks."""
    said = said.strip().lower()[:2]
    if said:
        return "fr" if said == "fr" else "en"
    return "fr" if country in _FRENCH else "en"
