"""The sentences we say, per language, and how their blanks are filled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, Literal, cast

import yaml

from reprise.core.money import Money
from reprise.law.assessment import Param
from reprise.law.formats import amount, long_date
from reprise.law.jurisdictions import law_of
from reprise.law.parameters import LOADER

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
AND: Final[Mapping[Language, str]] = {"fr": "et", "en": "and"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences of one language, by section and key."""

    lang: Language
    sections: Mapping[str, Mapping[str, str]]

    def say(self, section: str, key: str, params: Mapping[str, Param] | None = None) -> str:
        """A sentence with its blanks filled; KeyError for a sentence nobody has written."""
        sentence = self.sections[section][key]
        if not params:
            return sentence.format()
        return sentence.format(**{name: self._shown(name, value) for name, value in params.items()})

    def knows(self, section: str, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.sections[section]

    def listed(self, section: str, keys: Iterable[str]) -> str:
        """Several names in a row, the last after “and”; a key nobody has named as it stands."""
        *before, last = dict.fromkeys(self.sections[section].get(key, key) for key in keys)
        return f" {AND[self.lang]} ".join((", ".join(before), last)) if before else last

    def _shown(self, name: str, value: Param) -> str:
        if isinstance(value, date):
            return long_date(value, self.lang)
        if isinstance(value, Money):
            return amount(value, self.lang)
        if name in {"fact", "other"}:
            return self.sections["facts"].get(str(value), str(value))
        if name == "country":
            law = law_of(str(value))
            return law.names[self.lang] if law else str(value)
        return str(value)


@cache
def phrases(lang: str) -> Phrases:
    """The sentences of a language; English for one we do not speak."""
    known: Language = "fr" if lang == "fr" else "en"
    text = resources.files("reprise.law").joinpath("wording", f"{known}.yaml").read_text("utf-8")
    loaded = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    return Phrases(known, cast("Mapping[str, Mapping[str, str]]", loaded))
