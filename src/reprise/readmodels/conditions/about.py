"""Whose conditions, for whom: the shop, one version of its policy, the law of the buyer's country, and a language."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.models import PolicyVersion
from reprise.law.jurisdictions import Law, law_of, same_state
from reprise.readmodels.citing import cited_once
from reprise.readmodels.conditions.promise import Promise, promise_of
from reprise.readmodels.explained import Why

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class About:
    """What every part of the conditions is told from; `day` is the day whose law is told."""

    shop: Shop
    promise: Promise
    number: int
    law: Law
    day: date
    lang: Language

    @property
    def is_abroad(self) -> bool:
        """Whether the buyer lives under another law than the shop."""
        return not same_state(self.law.country, self.shop.country)

    @property
    def country(self) -> str:
        """The buyer's country by its name."""
        return self.law.names[self.lang]

    def says(self, name: str) -> bool:
        """Whether a rule is in force in the buyer's country."""
        return self.law.says(name, self.day)

    def has(self, name: str) -> bool:
        """Whether the law sets a number for a rule."""
        value = self.law.at(name, self.day)
        return value is not None and value.content is not None

    def number_of(self, name: str) -> int:
        """A number the law sets; 0 where it sets none."""
        value = self.law.at(name, self.day)
        return value.number if value and value.content is not None else 0

    def sources(self, *names: str) -> tuple[Why, ...]:
        """The texts behind rules, each once: by its full name first, then by its article."""
        cited = dict.fromkeys(source for name in names for source in self.law.sources(name, self.day))
        labels = cited_once((source.labels[self.lang], source.short_labels[self.lang]) for source in cited)
        return tuple(Why("", label, source.url) for label, source in zip(labels, cited, strict=True))


def about(shop: Shop, version: PolicyVersion, *, day: date, lang: str, country: str = "") -> About:
    """Everything a version of the conditions is told from; `country` is where the buyer lives, by default the shop's.

    The law is that of `day`, and never older than the version itself.
    """
    law = law_of(country or shop.country) or law_of("FR")
    assert law is not None  # France is always there
    told: Language = "fr" if lang == "fr" else "en"
    return About(shop, promise_of(version), version.number, law, max(day, version.in_force_from), told)
