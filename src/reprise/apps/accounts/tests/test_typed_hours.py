"""Hours as people type them, in the ways they do, and what is said of those that are none."""

import pytest

from reprise.apps.accounts.rules.typed_hours import PastMidnight, Unreadable, read_hours, typed_hours
from reprise.core.working_days import Span

MORNING, AFTERNOON = Span(540, 720), Span(840, 1080)


@pytest.mark.parametrize(
    "text",
    [
        "9-12, 14-18", "9–12 / 14–18", "9h-12h 14h-18h", "9 h – 12 h, 14 h – 18 h", "9-12h 14-18h", "9-12 14-18",
        "9 à 12 et 14 à 18", "de 9h à 12h et de 14h à 18h", "9:00-12:00;14:00-18:00", "09.00-12.00 14.00-18.00",
        "9am-noon, 2pm-6pm", "9 to 12 and 14 to 18", "9h à midi, 14h à 18h", "14-18, 9-12", "9-11, 11-12, 14-18",
    ],
)  # fmt: skip
def test_the_same_two_spans_are_read_from_whatever_way_they_are_typed(text: str) -> None:
    assert read_hours(text) == (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9h30-12h30 14h-18h15", (Span(570, 750), Span(840, 1095))),
        ("9 h 30 à 12 h 30", (Span(570, 750),)),
        ("9:00–12:30 13:30–17:00", (Span(540, 750), Span(810, 1020))),
        ("9-12 h 30 14-18", (Span(540, 750), AFTERNOON)),
        ("12am-12pm", (Span(0, 720),)),
        ("20h-minuit", (Span(1200, 1440),)),
        ("20:00-24:00", (Span(1200, 1440),)),
        ("20-0", (Span(1200, 1440),)),
    ],
)
def test_minutes_and_midnight(text: str, spans: tuple[Span, ...]) -> None:
    assert read_hours(text) == spans


@pytest.mark.parametrize("text", ["", "  ", "closed", "Fermé", "–"])
def test_a_closed_day(text: str) -> None:
    assert read_hours(text) == ()


@pytest.mark.parametrize("text", ["24/24", "24h", "0-24", "00:00–24:00", "jour et nuit", "All day and night"])
def test_day_and_night(text: str) -> None:
    assert read_hours(text) == (Span(0, 1440),)


@pytest.mark.parametrize(
    "text", ["9", "9-", "matin", "9-12 on request", "25-26", "9-12:61", "13pm-14pm", "24:30-25", "-9-12", "9-12 " * 13]
)
def test_what_is_no_hours_is_refused_with_what_could_not_be_read(text: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_hours(text)
    assert told.value.rest


@pytest.mark.parametrize("text", ["22-2", "18-9", "9-9"])
def test_a_span_past_midnight_belongs_to_two_days(text: str) -> None:
    with pytest.raises(PastMidnight):
        read_hours(text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("spans", [(), (Span(0, 1440),), (MORNING, AFTERNOON), (Span(1, 59), Span(60, 1439))])
def test_what_is_written_into_the_field_is_read_back_as_the_same(language: str, spans: tuple[Span, ...]) -> None:
    assert read_hours(typed_hours(spans, language)) == spans
