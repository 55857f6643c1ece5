"""Texts from outside: kept as text whatever they look like, without the characters that no database or page wants."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from reprise.apps.catalogue.ports import Remark, Sentence
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.refusals import mark

CUT = mark("This text was longer than %(limit)s characters and was cut.")
DAMAGED = mark("Some characters of this text could not be read: the file was saved in another encoding.")
TOO_LONG = mark("This value is longer than %(limit)s characters.")
UNREADABLE = mark("Some characters of this value could not be read: export the file again as UTF-8.")
MISSING = mark("This value is missing.")
NO_EMAIL = mark("There is no e-mail address: this customer cannot be reached by mail.")
BAD_EMAIL = mark("“%(value)s” is not an e-mail address: this customer cannot be reached by mail.")

ATTRIBUTES: Final = 30
_UNWANTED: Final = {"Cc", "Cs", "Co"}
_TURNS: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")  # hide or reorder
_PART: Final = r"[^\s@<>()\[\],;:\\\"\ufffd.]+"
_EMAIL: Final = re.compile(rf"^{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})+$")


def clean(value: object) -> str:
    """One line of text in NFC, without control characters, lone surrogates or marks that turn the writing around."""
    if isinstance(value, list):  # PrestaShop: one value per language
        value = next((item.get("value") for item in value if isinstance(item, Mapping)), "")
    if value is None or isinstance(value, (bool, Mapping, list)):
        return ""
    text = str(value)
    if not text.isascii() or not text.isprintable():
        kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNWANTED)
        text = unicodedata.normalize("NFC", _TURNS.sub("", "".join(kept)))
    return " ".join(text.split())


def identifier(value: object, field: str, limit: int, *, required: bool = False) -> str:
    """A text by which things are found again: never cut, never damaged."""
    text = clean(value)
    if not text and required:
        raise RowFault(field, MISSING)
    if len(text) > limit:
        raise RowFault(field, TOO_LONG, limit=limit)
    if "\ufffd" in text:
        raise RowFault(field, UNREADABLE)
    return text


def postcode(value: object) -> str:
    """A postcode without the apostrophe that keeps a spreadsheet from eating its zeros."""
    return clean(value).removeprefix("'").strip()[:20]


def key(value: object) -> str:
    """A name as programs write it: Shopify Payments is shopify_payments."""
    return re.sub(r"[^a-z0-9]+", "_", clean(value).lower()).strip("_")[:60]


class Notebook:
    """Reads the describing texts of one order, and notes what staff should know about them."""

    def __init__(self) -> None:
        self._remarks: list[Remark] = []

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was noted, in order."""
        return tuple(self._remarks)

    def note(self, field: str, text: str, **params: object) -> None:
        """Note something, once."""
        remark = Remark(field, Sentence(text, params))
        if remark not in self._remarks:
            self._remarks.append(remark)

    def text(self, value: object, field: str, limit: int) -> str:
        """A text for people to read; cut where it is too long for any use."""
        text = clean(value)
        if "\ufffd" in text:
            self.note(field, DAMAGED)
        if len(text) > limit:
            self.note(field, CUT, limit=limit)
            text = text[: limit - 1].rstrip() + "…"
        return text

    def email(self, value: object, field: str) -> str:
        """A usable address in small letters, or nothing."""
        text = clean(value).removeprefix("mailto:").strip().lower()
        if not text:
            self.note(field, NO_EMAIL)
        elif len(text) > 254 or not _EMAIL.match(text):
            self.note(field, BAD_EMAIL, value=text[:80])
            return ""
        return text

    def attributes(self, pairs: Mapping[str, Any], field: str) -> dict[str, str]:
        """What the line says beyond its name, a bounded number of short texts."""
        first = list(pairs.items())[:ATTRIBUTES]
        kept = {self.text(key, field, 80): self.text(value, field, 500) for key, value in first}
        return {key: value for key, value in kept.items() if key and value}
