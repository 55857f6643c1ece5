"""Human references, without letters or digits that are taken for one another."""

import re
import secrets
from typing import Final

_NUMBER: Final = re.compile(r"\b([A-Z]{2,4})[\W_]*(20\d{2})[\W_]*0*(\d{1,9})\b", re.IGNORECASE)
_NUMBER_DIGITS: Final = 5
_REFERENCE: Final = re.compile(r"RP-[A-Z0-9]{4}-[A-Z0-9]{4}")  # tidy already, as programs and links write it

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words by accident; no 0, 1, I, O


def new_reference(prefix: str = "RP") -> str:
    """A fresh case reference such as RP-7F3K-Q2M4."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def tidy_reference(typed: str) -> str:
    """What somebody typed or dictated, in the form we store: upper case, dashes in place."""
    if _REFERENCE.fullmatch(typed):
        return typed
    letters = "".join(c for c in typed.upper() if c.isalnum())
    if letters.startswith("RP") and len(letters) == 10:
        letters = letters[2:]
    return f"RP-{letters[:4]}-{letters[4:]}" if len(letters) == 8 else typed.strip().upper()


def dated_number(series: str, year: int, number: int) -> str:
    """A number of a shop's series and year as we write it, such as RMA-2026-00042."""
    return f"{series}-{year}-{number:0{_NUMBER_DIGITS}d}"


def find_dated_number(series: str, text: str) -> str:
    """The first number of a series in a typed, dictated or scanned text, as we write it; empty when there is none.

    "rma 2026 42" is RMA-2026-00042.
    """
    found = (match for match in _NUMBER.finditer(text) if match.group(1).upper() == series)
    return next((dated_number(series, int(match.group(2)), int(match.group(3))) for match in found), "")
