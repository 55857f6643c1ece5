"""What a letter was told, in the words of its language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from reprise.apps.notifications.letters import Value
from reprise.apps.notifications.values import NO_CHOICES, NO_GROUNDS, Choices, Grounds
from reprise.core.money import Money
from reprise.law.formats import amount
from reprise.platform.sentences import counted_in_language, in_language, in_language_as

LOCALES = {"fr": "fr_FR", "en": "en_IE"}  # Irish English: euros and day before month, as our customers read them


def spoken(language: str) -> str:
    """The language we write to somebody in: theirs, or English."""
    return language[:2] if language[:2] in LOCALES else "en"


@dataclass(frozen=True, slots=True)
class Said:
    """The checked values of one letter, a value that may be left out reads as empty; and the sentences around them."""

    values: Mapping[str, Value]
    language: str
    timezone: str

    def __contains__(self, name: str) -> bool:
        return bool(self.values.get(name, ""))

    def __getitem__(self, name: str) -> str:
        """A value as the letter shows it."""
        value = self.values.get(name, "")
        if type(value) is str:  # as nearly all are
            return value
        locale = LOCALES[self.language]
        if isinstance(value, datetime):
            here = value.astimezone(ZoneInfo(self.timezone))
            return _moment(here.replace(tzinfo=None), locale)  # the same instant elsewhere is another hour
        if isinstance(value, date):
            return _day(value, locale)
        if isinstance(value, Money):
            return amount(value, self.language)
        return str(value)

    def gettext(self, sentence: str) -> str:
        """A sentence of ours in the letter's language."""
        return in_language(self.language, sentence)

    def pgettext(self, context: str, sentence: str) -> str:
        """A sentence of ours in the letter's language, where a context tells which meaning is meant."""
        return in_language_as(self.language, context, sentence)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A sentence about a number of things in the letter's language."""
        return counted_in_language(self.language, singular, plural, number)

    def grounds(self, name: str) -> Grounds:
        """Sentences with their texts; none where none were told."""
        value = self.values.get(name)
        return value if isinstance(value, Grounds) else NO_GROUNDS

    def choices(self, name: str) -> Choices:
        """Answers to choose from; none where none were told."""
        value = self.values.get(name)
        return value if isinstance(value, Choices) else NO_CHOICES

    def number(self, name: str) -> int:
        """A whole number, for plurals."""
        value = self.values[name]
        assert isinstance(value, int)
        return value


@lru_cache(1_000)  # a letter names the same few days as the one before it
def _day(day: date, locale: str) -> str:
    """The day in full; French writes the first of a month as such."""
    first = day.day == 1 and locale.startswith("fr")
    return str(format_date(day, "EEEE d'er' MMMM y" if first else "EEEE d MMMM y", locale=locale))


@lru_cache(100)  # a letter names its moment twice
def _moment(here: datetime, locale: str) -> str:
    return f"{_day(here.date(), locale)}, {format_time(here, _clock(locale), locale=locale)}"


def _clock(locale: str) -> str:
    return "H\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm" if locale.startswith("fr") else "HH:mm"
