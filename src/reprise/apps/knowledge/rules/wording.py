"""Words as people type them: no accents, no capitals, apostrophes apart, shortenings written out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from threading import local
from typing import Any, Final

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST_READ: Final = 2_000  # characters of a question: what is asked stands in them
_LONGEST_WORD: Final = 30
_WORD: Final = re.compile(r"[^\W_]+")
_GLUED: Final = re.compile(r"^(?:[cdjlmnst]|qu)(?=[aeiouhy]\w\w)")
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
_MINE: Final = local()
_SNOWBALL: Final = {"fr": "french", "en": "english"}


class _Bare(dict[int, int | None]):
    """Every character by itself, accents and other marks by nothing; learnt as they come."""

    def __missing__(self, code: int) -> int | None:
        return self.setdefault(code, None if unicodedata.combining(chr(code)) else code)


_BARE: Final = _Bare()


def plain(text: str) -> str:
    """Small letters without accents, letters drawn out (“helppppp”) cut to two."""
    if text.isascii():
        return _DRAWN_OUT.sub(r"\1\1", text.lower())
    parts = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return _DRAWN_OUT.sub(r"\1\1", parts.translate(_BARE))


def words(text: str) -> list[str]:
    """The plain words of a text, in order."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain(text))]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of one written language."""

    stop: frozenset[str]
    shortened: dict[str, tuple[str, ...]]
    turns: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first stem → the turns it begins and what they mean
    heard: frozenset[str]  # every word of a turn


@cache
def lexicon(language: str) -> Lexicon:
    """The words of French or English we ship."""
    text = files("reprise.apps.knowledge").joinpath("words", f"{language}.yaml").read_bytes()
    document = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    turns: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for same in document["same"]:
        for turn in dict.fromkeys(tuple(stem(word, language) for word in words(one)) for one in same):
            turns.setdefault(turn[0], []).append((turn, f"={same[0]}"))
    return Lexicon(
        stop=frozenset(words(document["stop"])),
        shortened={short: tuple(words(long)) for short, long in document["sms"].items()},
        heard=frozenset(word for same in document["same"] for one in same for word in words(one)),
        turns={first: tuple(sorted(some, reverse=True)) for first, some in turns.items()},
    )


def _stemmer(language: str) -> Any:
    """The package brings forty languages, so it is loaded by whoever asks first; a stemmer is for one thread alone."""
    found = getattr(_MINE, language, None)
    if found is None:
        found = import_module("snowballstemmer").stemmer(_SNOWBALL[language])
        setattr(_MINE, language, found)
    return found


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a plain word; the last e goes, for what an accent would have changed."""
    return word if any(map(str.isdigit, word)) else _stemmer(language).stemWord(word).rstrip("e") or word


def written_out(some: list[str], language: str) -> Iterator[str]:
    """Words with each shortening replaced by what it stands for."""
    shortened = lexicon(language).shortened
    for word in some:
        yield from shortened.get(word, (word,))


def unglued(word: str) -> str:
    """A word without the little one an apostrophe should part from it: “lecran”, “dimprimante”."""
    return _GLUED.sub("", word)
