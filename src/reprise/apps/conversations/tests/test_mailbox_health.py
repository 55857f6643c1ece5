"""A mailbox that works says so; one that went quiet, is out of reach or lost its own test is seen at once."""

from datetime import timedelta

import pytest

from reprise.apps.conversations.rules.mailbox_health import (
    ALARMING,
    QUIET_AFTER,
    QUIET_WITHOUT_TESTS,
    UNREACHED_AFTER,
    BoxFacts,
    Health,
    health_of,
)
from reprise.apps.conversations.rules.trial_outcome import PATIENCE, PLUS_PATIENCE, Seen, outcome_of
from tests.support.builders import AT

LONG_AGO = AT - timedelta(days=40)
FINE = BoxFacts(
    is_on=True, is_fetched=True, created_at=LONG_AGO, seen_at=AT, mail_at=AT, proved_at=AT, trial="proved"
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "health"),
    [
        ({}, Health.WORKS),
        ({"is_on": False, "seen_at": None}, Health.OFF),
        ({"seen_at": AT - UNREACHED_AFTER}, Health.UNREACHED),
        ({"seen_at": None}, Health.UNREACHED),
        ({"error": "the server refused the password"}, Health.UNREACHED),
        ({"seen_at": AT - UNREACHED_AFTER, "is_fetched": False}, Health.WORKS),
        ({"trial": "lost"}, Health.LOST),
        ({"trial": "not_sent"}, Health.NOT_SENT),
        ({"mail_at": AT - QUIET_AFTER, "proved_at": AT - QUIET_AFTER}, Health.QUIET),
        ({"mail_at": AT - QUIET_AFTER, "proved_at": None, "is_tested": False}, Health.WORKS),
        ({"mail_at": AT - QUIET_WITHOUT_TESTS, "proved_at": None, "is_tested": False}, Health.QUIET),
        ({"mail_at": AT - QUIET_AFTER, "proved_at": AT - timedelta(hours=3)}, Health.WORKS),
        ({"trial": "under_way"}, Health.TESTING),
        ({"trial": "no_plus"}, Health.WORKS),
        ({"mail_at": None, "proved_at": None, "trial": ""}, Health.UNTRIED),
        ({"mail_at": None, "proved_at": None, "trial": "", "created_at": AT, "seen_at": None}, Health.UNTRIED),
    ],
)
def test_a_mailbox_is_as_what_was_last_seen_of_it(changes: dict[str, object], health: Health) -> None:
    facts = {name: getattr(FINE, name) for name in FINE.__slots__} | changes
    assert health_of(BoxFacts(**facts), AT) is health


def test_what_somebody_must_look_at_raises_the_alarm() -> None:
    assert {Health.UNREACHED, Health.LOST, Health.NOT_SENT, Health.QUIET} == ALARMING


SOON, LATE = AT + timedelta(seconds=5), AT + PLUS_PATIENCE


@pytest.mark.parametrize(
    ("seen", "at", "outcome"),
    [
        (Seen(AT), SOON, None),
        (Seen(AT, plain_at=SOON), SOON, None),
        (Seen(AT, plain_at=SOON, plus_at=SOON), SOON, "proved"),
        (Seen(AT, plus_at=SOON), SOON, None),
        (Seen(AT, plus_at=SOON), LATE, "proved"),
        (Seen(AT, plain_at=SOON), LATE, "no_plus"),
        (Seen(AT, plain_at=SOON, plus_refused=True), SOON, "no_plus"),
        (Seen(AT, plus_refused=True), SOON, None),
        (Seen(AT), LATE, None),
        (Seen(AT), AT + PATIENCE, "lost"),
    ],
)
def test_a_test_ends_as_soon_as_it_is_clear_what_came_back(seen: Seen, at: object, outcome: str | None) -> None:
    assert outcome_of(seen, at) == outcome  # type: ignore[arg-type]
