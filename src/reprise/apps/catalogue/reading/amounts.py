"""Amounts and quantities as people and programs write them, read without ever guessing."""

import re
from decimal import Decimal
from typing import Final

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.money import exponent
from reprise.core.refusals import mark

LARGEST_AMOUNT: Final = Decimal(10**9)  # in whole units: more is a slip or an attack
LARGEST_QUANTITY: Final = 100_000

NOT_AN_AMOUNT = mark("“%(value)s” is not an amount. Write it like 1234.50.")
AMBIGUOUS = mark("“%(value)s” can be read in two ways. Write it without a separator for thousands.")
NEGATIVE = mark("“%(value)s” is negative.")
TOO_LARGE = mark("“%(value)s” is too large to be true.")
NOT_A_QUANTITY = mark("“%(value)s” is not a whole number of pieces.")
NO_PIECES = mark("The quantity must be at least one.")
MISSING = mark("This value is missing.")

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_SIGNS: Final = re.compile(r"^(?:[€$£¥]|[A-Z]{3})?(.*?)(?:[€$£¥]|[A-Z]{3})?$", re.DOTALL)
_PLAIN: Final = re.compile(r"^[+-]?\d{1,60}(?:\.\d{1,40})?$", re.ASCII)
_FINEST: Final = Decimal("1e-9")  # finer decimals are the noise of a program's binary fractions
_OWED: Final = re.compile(r"^(?:\((.+)\)|(.+)[-\u2212])$", re.DOTALL)  # as accountants write less than nothing
_NONE: Final = re.compile(r"[+-]?0{1,12}(?:[.,]0{1,6})?", re.ASCII)
_GROUPED: Final = re.compile(r"^[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)([.,])\d{1,12})?$", re.ASCII)
_ONE_MARK: Final = re.compile(r"^([+-]?\d{1,60})[.,](\d{1,12})$", re.ASCII)


def amount(value: object, field: str, currency: str, *, negative: bool = False, by_hand: bool = False) -> Decimal:
    """A decimal amount; RowFault when it is missing, no number, absurd, or negative where that is not meant.

    Programs write 1234.50. What passed through people's hands (`by_hand`) may have a comma, spaces or a currency sign.
    """
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 30:
        value = format(value, "f")  # programs may write 1E+2
    written = str(value).strip()[:80] if isinstance(value, (str, int, Decimal)) and value is not True else ""
    if written in {"", "False"}:
        raise RowFault(field, MISSING)
    number = _by_hand(written, field, currency) if by_hand else _plain(written, field)
    if abs(number) > LARGEST_AMOUNT:
        raise RowFault(field, TOO_LARGE, value=written)
    if number < 0 and not negative:
        raise RowFault(field, NEGATIVE, value=written)
    return number


def amount_or_zero(
    value: object, field: str, currency: str, *, negative: bool = False, by_hand: bool = False
) -> Decimal:
    """A decimal amount, read as `amount` does; nothing written means nothing to pay."""
    if value is None or value is False or (isinstance(value, str) and not value.strip()):
        return Decimal(0)
    return amount(value, field, currency, negative=negative, by_hand=by_hand)


def quantity(value: object, field: str) -> int:
    """A positive whole number of pieces; 2.000 is two."""
    written = str(value).strip()[:80] if value is not None and not isinstance(value, bool) else ""
    if not written:
        raise RowFault(field, MISSING)
    if not re.fullmatch(r"[+-]?\d{1,12}(?:[.,]0{1,6})?", written, re.ASCII):
        raise RowFault(field, NOT_A_QUANTITY, value=written)
    pieces = int(re.split(r"[.,]", written)[0])
    if pieces < 1:
        raise RowFault(field, NO_PIECES)
    if pieces > LARGEST_QUANTITY:
        raise RowFault(field, TOO_LARGE, value=written)
    return pieces


def is_none(value: object) -> bool:
    """Whether a quantity is written, and is none at all."""
    return not isinstance(value, bool) and _NONE.fullmatch(str(value).strip()[:80]) is not None


def minor(number: Decimal, currency: str) -> Decimal:
    """An amount in minor units, not yet rounded."""
    return number.scaleb(exponent(currency))


def _plain(written: str, field: str) -> Decimal:
    if not _PLAIN.match(written):
        raise RowFault(field, NOT_AN_AMOUNT, value=written)
    return _rounded(Decimal(written))


def _rounded(number: Decimal) -> Decimal:
    """Without the noise of binary fractions; what is too large to be true is left as it is, to be refused."""
    if number.adjusted() > 15 or number == number.quantize(_FINEST):
        return number
    return number.quantize(_FINEST)


def _by_hand(written: str, field: str, currency: str) -> Decimal:
    if _PLAIN.match(written) and not _thousands(written, currency):
        return Decimal(written)
    bare = _SPACES.sub("", written)
    signs = _SIGNS.match(bare)
    bare = signs.group(1) if signs else bare
    bare = _OWED.sub(lambda owed: f"-{owed[1] or owed[2]}", bare).replace("\u2212", "-")
    if one := _ONE_MARK.match(bare):
        if _thousands(bare.replace(",", "."), currency):
            raise RowFault(field, AMBIGUOUS, value=written)
        return Decimal(f"{one.group(1)}.{one.group(2)}")
    if (grouped := _GROUPED.match(bare)) is not None:
        whole = bare.replace(grouped.group(1), "")
        return Decimal(whole.replace(grouped.group(2), ".") if grouped.group(2) else whole)
    if not _PLAIN.match(bare):
        raise RowFault(field, NOT_AN_AMOUNT, value=written)
    return Decimal(bare)


def _thousands(written: str, currency: str) -> bool:
    """Whether 1.234 could be one thousand: three decimals in a currency that has no mils."""
    whole, _, decimals = written.lstrip("+-").partition(".")
    return len(decimals) == 3 and 1 <= len(whole) <= 3 and whole.strip("0") != "" and exponent(currency) != 3
