"""What an answer in public gives away: everybody reads it, so nothing in it may point at a person or an order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sort(StrEnum):
    """What sort of thing is given away."""

    NAME = "name"
    NUMBER = "number"  # of an order, a case, a parcel or a bill
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    AMOUNT = "amount"
    ARTICLE = "article"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows about whoever may have written the review."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of the answer that gives something away."""

    sort: Sort
    words: str


_MONTHS: Final = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_PATTERNS: Final = (
    (Sort.EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+\w")),
    (Sort.AMOUNT, re.compile(
        r"(?:[€$£]\s?\d[\d\s.,\u00a0\u202f]*\d?|\d[\d.,\u00a0\u202f]{0,40}\s?"
        r"(?:€|\$|£|eur(?:os?)?\b|usd\b|chf\b|dollars?\b|francs?\b|centimes?\b|cents?\b))", re.IGNORECASE)),
    (Sort.DATE, re.compile(
        rf"\b\d{{1,2}}(?:er|st|nd|rd|th)?\s(?:{_MONTHS})\b|\b(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?\b",
        re.IGNORECASE)),
    (Sort.DATE, re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")),
    (Sort.PHONE, re.compile(r"(?<![\w])(?:\+|00)?\d(?:[\s.\u00a0-]?\d){8,13}(?!\w)")),
    (Sort.ADDRESS, re.compile(
        r"\b\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|boulevard|bd|impasse|allée|place|chemin|quai|route|cours)\b"
        r"[^.,;\n]*",
        re.IGNORECASE)),
    (Sort.ADDRESS, re.compile(
        r"\b\d{1,5}\s\w+(?:\s\w+)?\s(?:street|st\.|road|rd\.|lane|avenue|ave\.|drive|close|square)\b", re.IGNORECASE)),
    (Sort.NUMBER, re.compile(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*\b")),
    (Sort.NUMBER, re.compile(r"(?:n[°o]\.?|#|num(?:éro|ber)\s|order\s|commande\s)\s?\d{2,}", re.IGNORECASE)),
    (Sort.NUMBER, re.compile(r"\b\d{5,}\b")),
)  # fmt: skip
#: Names of things, not of orders: what printing people write in capitals and figures.
_TERMS: Final = re.compile(r"(?:3D|2D|4K|PA1[12]|PA6|PET-?G|PLA\+?|M\d{1,2}|CO2|H2O|24H|7J7|A[0-5])")
_LITTLE: Final = frozenset({"de", "du", "des", "la", "le", "les", "van", "von", "der", "the", "and", "et", "mme", "mr"})


def given_away(answer: str, known: Known) -> tuple[Found, ...]:
    """Everything in an answer that points at somebody, in the order it stands there; each words once."""
    seen: dict[tuple[Sort, str], int] = {}
    for found, place in [*_by_pattern(answer), *_by_knowledge(answer, known)]:
        seen.setdefault((found.sort, found.words), place)
    ordered = sorted(seen.items(), key=lambda each: each[1])
    kept = [Found(sort, words) for (sort, words), _ in ordered]
    return tuple(
        one for one in kept if not any(one.words in other.words and one.words != other.words for other in kept)
    )


def _by_pattern(answer: str) -> Iterator[tuple[Found, int]]:
    for sort, pattern in _PATTERNS:
        for match in pattern.finditer(answer):
            words = match[0].strip()
            if not (sort is Sort.NUMBER and _TERMS.fullmatch(words)):
                yield Found(sort, words), match.start()


def _by_knowledge(answer: str, known: Known) -> Iterator[tuple[Found, int]]:
    plain = _plain(answer)
    sorts = (
        (Sort.NAME, _parts(known.names)), (Sort.NUMBER, known.numbers), (Sort.ADDRESS, known.address),
        (Sort.ARTICLE, known.articles), (Sort.EMAIL, known.emails),
    )  # fmt: skip
    for sort, phrases in sorts:
        for phrase in phrases:
            wanted = _plain(phrase).strip()
            if len(wanted) < 2:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain):
                yield Found(sort, answer[match.start() : match.end()]), match.start()


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Whole names and each word of them; little words name nobody."""
    for name in names:
        yield name
        yield from (part for part in re.split(r"[\s-]+", name) if len(part) > 2 and _plain(part) not in _LITTLE)


def _plain(text: str) -> str:
    """Lower case without accents, letter for letter: places in it are places in the text."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter.lower())[:1]
    return bare if len(bare) == 1 else letter
