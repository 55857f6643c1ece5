"""Moments are written and read as Django does, only quicker."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.backends.sqlite3.operations import DatabaseOperations as Django
from hypothesis import given
from hypothesis import strategies as st

from reprise.platform.database.sqlite.moments import DatabaseOperations

ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Paris"), timezone(timedelta(hours=-3, minutes=-30))])


class Connection:
    """As much of one as is looked at."""

    timezone = UTC


def both() -> tuple[Any, Any]:
    """Ours and Django's."""
    connection: Any = Connection()
    return DatabaseOperations(connection), Django(connection)


@given(st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999))
def test_a_moment_is_the_same_text_and_comes_back(moment: datetime) -> None:
    ours, django = both()
    text = ours.adapt_datetimefield_value(moment)
    assert text == django.adapt_datetimefield_value(moment)
    read = ours.convert_datetimefield_value(text, None, connection)
    assert read == moment
    assert read.tzinfo is UTC


def test_what_is_no_such_text_is_left_to_django() -> None:
    ours, django = both()
    for value in (
        None,
        "2026-11-26",
        "2026-11-26 09:30:00+02:00",
        "2026-11-26T09:30Z",
        datetime(2026, 11, 26, tzinfo=UTC),
    ):
        assert ours.convert_datetimefield_value(value, None, connection) == django.convert_datetimefield_value(
            value, None, connection
        )
    assert ours.adapt_datetimefield_value(None) is None
    with pytest.raises(AttributeError):
        ours.convert_datetimefield_value("yesterday", None, connection)
