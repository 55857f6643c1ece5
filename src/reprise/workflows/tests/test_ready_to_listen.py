"""What customers' words are compared with is made once for each process, and never while the writer is held."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread

import pytest

from reprise.workflows.converse import get_ready_soon, ready, ready_to_listen


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def slowly() -> None:
        told.append("made")
        time.sleep(0.05)

    monkeypatch.setattr(ready, "_MADE", Event())
    monkeypatch.setattr(ready, "_MAKING", Lock())
    monkeypatch.setattr(ready.alarms, "make_ready", slowly)
    return told


def test_of_eight_who_write_at_the_same_moment_one_makes_it_ready(made: list[str]) -> None:
    with ThreadPoolExecutor(8) as eight:
        for _ in range(8):
            eight.submit(ready_to_listen)
    assert made == ["made"]


def test_whoever_asks_before_it_is_ready_waits_for_the_thread_that_makes_it(made: list[str]) -> None:
    get_ready_soon()
    ready_to_listen()
    assert made == ["made"]


def test_what_is_ready_is_not_made_again(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ready_to_listen()
    begun: list[str] = []
    monkeypatch.setattr(Thread, "start", lambda thread: begun.append(thread.name))
    get_ready_soon()
    assert (made, begun) == (["made"], [])
