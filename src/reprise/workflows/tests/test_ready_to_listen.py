"""What customers' words are compared with is made once for each process, and never while the writer is held."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from reprise.apps.conversations.rules import alarms
from reprise.platform.live.beginnings import begin_all
from reprise.workflows.converse import ready, ready_to_listen


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def slowly() -> None:
        told.append("made")
        time.sleep(0.05)

    monkeypatch.setattr(ready, "_MADE", Event())
    monkeypatch.setattr(ready, "_MAKING", Lock())
    monkeypatch.setattr(alarms, "make_ready", slowly)
    return told


def test_of_eight_who_write_at_the_same_moment_one_makes_it_ready(made: list[str]) -> None:
    with ThreadPoolExecutor(8) as eight:
        for _ in range(8):
            eight.submit(ready_to_listen)
    assert made == ["made"]


def test_the_first_page_that_follows_something_has_it_made_and_whoever_writes_meanwhile_waits(made: list[str]) -> None:
    begin_all()
    ready_to_listen()
    assert made == ["made"]


def test_what_is_ready_is_not_made_again(made: list[str]) -> None:
    ready_to_listen()
    ready_to_listen()
    assert made == ["made"]
