"""A withdrawal statement in words: what was declared, when to the second, and the articles behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils.translation import gettext, override

from reprise.apps.accounts.faces import Face
from reprise.apps.cases.stated import Stated
from reprise.law.calendars import after_days
from reprise.law.jurisdictions import law_of
from reprise.readmodels.citing import cited_once
from reprise.readmodels.explained import Why

RULE: Final = "withdrawal.online_function"
LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Everything an acknowledgement tells, whatever it stands on: a page, a paper, a letter."""

    reference: str
    received_at: datetime
    language: str
    said: Stated


def moment_to_the_second(at: datetime, zone: str, language: str) -> str:
    """A moment as it binds: lundi 23 novembre 2026 à 14 h 32 min 07 s (Europe/Paris, UTC+01:00)."""
    local = at.astimezone(ZoneInfo(zone))
    day = format_date(local, "EEEE d MMMM y", locale=LOCALES.get(language[:2], "en_GB"))
    offset = local.isoformat(timespec="seconds")[-6:]
    told = {"day": day, "zone": zone, "offset": offset}
    told |= {"hour": f"{local:%H}", "minute": f"{local:%M}", "second": f"{local:%S}"}
    with override(language):
        return gettext("%(day)s at %(hour)s:%(minute)s:%(second)s (%(zone)s, UTC%(offset)s)") % told


def declaration(said: Stated, language: str) -> str:
    """The statement itself, in fixed words."""
    with override(language):
        if said.pieces or said.goods:
            return gettext("I give notice that I withdraw from my contract of sale for the goods named here.")
        return gettext("I give notice that I withdraw from my contract of sale for the whole order named here.")


def rows(said: Stated, language: str) -> tuple[tuple[str, str], ...]:
    """What was declared, field by field; nothing that was left out."""
    with override(language):
        return tuple((label, value) for label, value in _rows(said) if value)


def as_lines(said: Stated, language: str) -> str:
    """What was declared, as lines of text."""
    with override(language):
        pairs = [(label, value.replace("\n", ", ")) for label, value in _rows(said) if value]
        return "\n".join(gettext("%(label)s: %(value)s") % {"label": label, "value": value} for label, value in pairs)


def _rows(said: Stated) -> Iterator[tuple[str, str]]:
    pieces = "\n".join(f"{piece.quantity} × {piece.name}" for piece in said.pieces)
    yield gettext("First and last name"), said.name
    yield gettext("Order number"), said.order_number
    yield gettext("Bought"), said.bought
    yield gettext("Goods"), pieces or said.goods or gettext("the whole order")
    yield gettext("Acknowledgement to"), said.email


def sources(country: str, day: date, language: str) -> tuple[Why, ...]:
    """The articles the function and its acknowledgement rest on, in the language."""
    law = law_of(country) or law_of("FR")
    assert law is not None  # France is always there
    cited = law.sources(RULE, day)
    labels = cited_once((one.labels[language], one.short_labels[language]) for one in cited)
    return tuple(Why("", label, one.url) for label, one in zip(labels, cited, strict=True))


def day_of(face: Face, at: datetime) -> date:
    """The day it was at the shop."""
    return at.astimezone(ZoneInfo(face.timezone)).date()


def refund_due(face: Face, received_at: datetime) -> date:
    """The last day for the refund that a valid statement of this moment brings about; the shop's country sets it."""
    day = day_of(face, received_at)
    law = law_of(face.country) or law_of("FR")
    value = law.at("withdrawal.refund_days", day) if law else None
    return after_days(day, value.number if value else 14)
