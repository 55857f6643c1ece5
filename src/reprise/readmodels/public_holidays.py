"""The public holidays a shop chooses from: of its country and region, by the names its hours keep and readers know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import holidays

from reprise.apps.accounts.rules.opening import alike
from reprise.law.calendars import named_holidays, regions

#: How many years are looked through: some fall on a weekend for years, and one is moved only then.
YEARS: Final = 8
#: What regions are called where nobody would know their code, in French and in English; others as their country says.
NAMES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("FR", "57"): ("Moselle", "Moselle"), ("FR", "6AE"): ("Alsace", "Alsace"),
    ("FR", "971"): ("Guadeloupe", "Guadeloupe"), ("FR", "972"): ("Martinique", "Martinique"),
    ("FR", "973"): ("Guyane", "French Guiana"), ("FR", "974"): ("La Réunion", "Réunion"),
    ("FR", "976"): ("Mayotte", "Mayotte"), ("FR", "BL"): ("Saint-Barthélemy", "Saint Barthélemy"),
    ("FR", "MF"): ("Saint-Martin", "Saint Martin"), ("FR", "WF"): ("Wallis-et-Futuna", "Wallis and Futuna"),
    ("BE", "Flemish"): ("Communauté flamande", "Flemish Community"),
    ("BE", "French"): ("Communauté française", "French Community"),
    ("BE", "German"): ("Communauté germanophone", "German-speaking Community"),
    ("GB", "ENG"): ("Angleterre", "England"), ("GB", "WLS"): ("Pays de Galles", "Wales"),
    ("GB", "SCT"): ("Écosse", "Scotland"), ("GB", "NIR"): ("Irlande du Nord", "Northern Ireland"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday: the name hours keep it by, what the reader calls it, and its next days."""

    name: str
    title: str
    days: tuple[date, ...]


def holidays_of(country: str, region: str, today: date, language: str) -> list[Holiday]:
    """The public holidays of the years ahead, by their next day."""
    if not country:
        return []
    days: dict[str, list[date]] = {}
    titles: dict[str, str] = {}
    for year in range(today.year, today.year + YEARS):
        told = named_holidays(country, year, region, _spoken(country, language))
        for day, names in named_holidays(country, year, region).items():
            for name, title in zip(names, told[day], strict=False):
                days.setdefault(alike(name), []).append(day)
                titles.setdefault(alike(name), alike(title).replace("'", "’"))
    found = [
        Holiday(name, titles[name], tuple(day for day in known if day >= today)[:3]) for name, known in days.items()
    ]
    return sorted((one for one in found if one.days), key=lambda one: one.days[0])


def unsaid(country: str, region: str, said: Mapping[str, bool], today: date, language: str) -> list[Holiday]:
    """Public holidays that hours say nothing of, because they were not known then: they close nothing."""
    return [one for one in holidays_of(country, region, today, language) if one.name not in said]


def region_names(country: str, language: str) -> list[tuple[str, str]]:
    """The regions whose public holidays differ from the country's, with their names."""
    if not country:
        return []
    return sorted(((code, _region(country, code, language)) for code in _different(country)), key=lambda pair: pair[1])


@cache
def _different(country: str) -> tuple[str, ...]:
    usual = named_holidays(country, 2027)
    return tuple(code for code in regions(country) if named_holidays(country, 2027, code) != usual)


def _region(country: str, code: str, language: str) -> str:
    if names := NAMES.get((country, code)):
        return names[0 if language == "fr" else 1]
    known: Mapping[str, str] = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    called = [name for name, alias in known.items() if alias == code]
    return max(called, key=len, default=code)


@cache
def _spoken(country: str, language: str) -> str:
    """The language the names are told in: the reader's where they are known in it, else as the country says."""
    known = holidays.country_holidays(country).supported_languages
    return next((code for code in known if code.split("_")[0] == language), "")
