"""Order numbers as people type them."""

import re
import unicodedata

_SPLIT = re.compile(
    r"^([A-Z]{9})#\d{1,3}$"
)  # PrestaShop mails a split order as REFERENCE#2; Shopify may number FR#1001


def number_key(number: str) -> str:
    """The form in which order numbers are compared: capitals and digits alone, without the suffix of a split order.

    Who reads "B-2001" on a parcel types "b2001"; a number of signs alone stays as it is written.
    """
    letters = "".join(unicodedata.normalize("NFKC", number).split()).upper().lstrip("#")
    split = _SPLIT.match(letters)
    bare = "".join(filter(str.isalnum, letters))
    return split.group(1) if split else bare or letters


def email_key(email: str) -> str:
    """The form in which e-mail addresses are compared and stored."""
    return unicodedata.normalize("NFKC", email).strip().lower()
