"""What lets a socket follow a topic."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer

from reprise.platform.live import pass_for
from reprise.platform.live.passes import LIFE, LONGEST, NAME_LENGTH, read_pass

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
TOPIC = "conversation:k7f3"


def test_a_pass_says_topic_side_and_name() -> None:
    read = read_pass(pass_for(topic=TOPIC, side="staff", name="Inès", at=NOON), at=NOON)
    assert read is not None
    assert (read.topic, read.side, read.name, read.until) == (TOPIC, "staff", "Inès", NOON + LIFE)


def test_a_pass_runs_out() -> None:
    text = pass_for(topic=TOPIC, side="customer", at=NOON)
    assert read_pass(text, at=NOON + LIFE - timedelta(seconds=1))
    assert read_pass(text, at=NOON + LIFE) is None


@pytest.mark.parametrize("place", range(0, 80, 7))
def test_a_changed_letter_makes_it_worthless(place: int) -> None:
    text = pass_for(topic=TOPIC, side="customer", at=NOON)
    other = "A" if text[place] != "A" else "B"
    assert read_pass(text[:place] + other + text[place + 1 :], at=NOON) is None


@pytest.mark.parametrize("text", ["", ":", "é" * 40, "a" * (LONGEST + 1), None, 7, ["a"], {"a": 1}, "\x00"])
def test_anything_else_is_no_pass(text: object) -> None:
    assert read_pass(text, at=NOON) is None


def test_what_was_signed_for_something_else_is_no_pass() -> None:
    assert read_pass(Signer(salt="other").sign_object([TOPIC, "staff", "", 9_999_999_999]), at=NOON) is None


def test_an_unknown_side_gets_no_pass() -> None:
    with pytest.raises(ValueError, match="no such side"):
        pass_for(topic=TOPIC, side="neighbour", at=NOON)


def test_a_long_name_still_makes_a_pass_that_is_read() -> None:
    read = read_pass(pass_for(topic=TOPIC, side="staff", name="é" * 500, at=NOON), at=NOON)
    assert read is not None
    assert read.name == "é" * NAME_LENGTH
