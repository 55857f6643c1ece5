"""Legal words explained where they first stand: one gloss per word, set once in reading order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Final, cast

import yaml

from reprise.law.parameters import LOADER

OPEN: Final = " ("


@dataclass(frozen=True, slots=True)
class Term:
    """A legal word: the ways it is written, the longest first, and what it means in plain words."""

    key: str
    forms: tuple[str, ...]
    gloss: str


@dataclass(slots=True)
class Glosser:
    """Reads sentences in order and explains each legal word the first time it comes."""

    lang: str
    said: set[str] = field(default_factory=set)

    def read(self, text: str) -> str:
        """The sentence, with the gloss behind a word that comes for the first time."""
        told: list[str] = []
        place = 0
        for key, end in _words_in(text, self.lang):
            if key not in self.said:
                self.said.add(key)
                told += text[place:end], OPEN, glossary(self.lang)[key].gloss, ")"
                place = end
        return "".join((*told, text[place:])) if told else text

    def aside(self, text: str) -> str:
        """A sentence that stands apart: what it explains is explained again in what follows."""
        return Glosser(self.lang, set(self.said)).read(text)


@lru_cache(maxsize=4_096)  # most sentences are told again and again: all but those with a day or a sum
def _words_in(text: str, lang: str) -> tuple[tuple[str, int], ...]:
    """The legal words of a sentence and where each ends, in order."""
    lowered = text.lower()
    if not any(stem in lowered for stem in _stems(lang)):
        return ()  # most sentences hold no legal word, and looking closely takes time
    return tuple((match.lastgroup or "", match.end()) for match in _pattern(lang).finditer(text))


@cache
def glossary(lang: str) -> Mapping[str, Term]:
    """The legal words of a language we cannot do without, by key."""
    text = resources.files("reprise.law").joinpath("wording", f"glossary.{lang}.yaml").read_text("utf-8")
    loaded = cast("Mapping[str, Mapping[str, object]]", yaml.load(text, LOADER))  # noqa: S506  # a safe loader
    return {key: _term(key, entry) for key, entry in loaded.items()}


def _term(key: str, entry: Mapping[str, object]) -> Term:
    forms = sorted(cast("list[str]", entry["forms"]), key=len, reverse=True)
    return Term(key, tuple(forms), str(entry["gloss"]))


@cache
def _stems(lang: str) -> tuple[str, ...]:
    """Of each word the ways to write it that hold no shorter one."""
    forms = {form.lower() for term in glossary(lang).values() for form in term.forms}
    return tuple(form for form in forms if not any(other != form and other in form for other in forms))


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """One expression for all words, so that a sentence is read once."""
    words = (f"(?P<{term.key}>{'|'.join(map(re.escape, term.forms))})" for term in glossary(lang).values())
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
