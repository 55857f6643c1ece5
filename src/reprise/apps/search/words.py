"""Words as the index knows them: no accents, no capitals, each beside its French and English stems."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, Final

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_LETTERS: Final = 40
_TAKEN_FOR: Final = str.maketrans("oil", "011")  # in references and serial numbers


def plain(text: str) -> str:
    """Small letters without accents; ligatures are taken apart, as are the signs of other writings."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _stemmers() -> tuple[Any, ...]:
    """French and English; the package brings forty languages, so it is loaded by whoever searches or indexes first."""
    snowball = import_module("snowballstemmer")
    return tuple(snowball.stemmer(language) for language in ("french", "english"))


def stems(word: str) -> frozenset[str]:
    """The stems of a word in the two languages of the house; accents go after stemming, as they steer it."""
    return frozenset(plain(stemmer.stemWord(word)) for stemmer in _stemmers())


def written(text: str) -> list[str]:
    """The words of a text with their accents, in order; what follows an apostrophe is a word of its own."""
    return [word[:_MOST_LETTERS] for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())]


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """A written word as the index holds it: plain, and its stems with and without accents; a number only plain."""
    bare = plain(word)
    return frozenset({bare}) if any(map(str.isdigit, bare)) else frozenset({bare}) | stems(word) | stems(bare)


def words_of(text: str) -> Iterator[str]:
    """Every form under which a text is found."""
    for word in written(text):
        yield from forms(word)


def code_forms(code: str) -> Iterator[str]:
    """A reference, number or address as one word, whole and with the letters that are taken for digits."""
    whole = squeezed(code)
    if whole:
        yield whole
        yield confused(whole)
        if whole.startswith("rp") and len(whole) == 10:
            yield whole[2:]
            yield confused(whole[2:])


def squeezed(text: str) -> str:
    """A text without anything between its letters and digits."""
    return "".join(_WORD.findall(plain(text)))[:80]


def confused(code: str) -> str:
    """A code in which O is 0, and I and L are 1, however it was written; marked, to stand apart from words."""
    return f"zq{code.translate(_TAKEN_FOR)}"


def telephone(text: str) -> str:
    """A telephone number in whatever writing as one word: its last nine digits; empty for anything else."""
    if not re.fullmatch(r"[+\d\s().\-/\u00a0]+", text):
        return ""
    digits = re.sub(r"\D", "", text)
    return f"tel{digits[-9:]}" if len(digits) >= 8 else ""


def indexed(words: Iterable[str]) -> str:
    """Distinct words in a stable order, as the index stores them."""
    return " ".join(sorted({word for word in words if word}))
