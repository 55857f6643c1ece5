"""How long an article is guaranteed, country by country: the table of national differences."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from reprise.law.jurisdictions import Law, law_making_countries, law_of
from reprise.readmodels.conditions.telling.faulty import years


@dataclass(frozen=True, slots=True)
class National:
    """One country's own rules."""

    code: str
    name: str
    withdrawal: str
    guarantee: str
    presumption: str


def national_table(day: date, lang: str) -> tuple[National, ...]:
    """Every country with rules of its own that we know, by name; read in the active language."""
    laws = [law for code in law_making_countries() if (law := law_of(code)) is not None and law.has_own_rules]
    told = [_national(law, day, "fr" if lang == "fr" else "en") for law in laws]
    return tuple(sorted(told, key=lambda each: each.name))


def _national(law: Law, day: date, lang: str) -> National:
    days = _number(law, "withdrawal.days", day)
    return National(
        law.country, law.names[lang],
        gettext("%(days)s days") % {"days": days} if days else gettext("none online"),
        _length(law, "guarantee.months", day) or gettext("as long as it may be expected to last"),
        _length(law, "guarantee.presumption_months", day) or gettext("none"),
    )  # fmt: skip


def _length(law: Law, name: str, day: date) -> str:
    months = _number(law, name, day)
    return years(months) if months else ""


def _number(law: Law, name: str, day: date) -> int:
    value = law.at(name, day)
    return value.number if value and value.content is not None else 0
