"""Pages in threads: one after the other where they share a database in the process, unless one takes long."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from reprise.platform.serving.threads import FirstThread, Threads


def answers(threads: Threads | FirstThread, *pages: Callable[[], Any]) -> list[Any]:
    """What pages answer that are asked at once."""

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(threads.run(page) for page in pages), return_exceptions=True)

    return asyncio.run(all_at_once())


def where() -> str:
    """The thread a page runs in."""
    return threading.current_thread().name


def test_short_pages_run_one_after_the_other_in_the_same_thread() -> None:
    assert len(set(answers(FirstThread(4), *[where] * 20))) == 1


def test_a_page_that_has_waited_too_long_is_taken_by_another_thread() -> None:
    answered = threading.Event()

    def slow() -> bool:
        return answered.wait(timeout=30)

    def short() -> str:
        answered.set()
        return "short"

    assert answers(FirstThread(2), slow, short) == [True, "short"]


def test_each_page_is_made_once_whichever_thread_comes_first() -> None:
    made: list[int] = []
    start = threading.Event()

    def slow() -> None:
        start.wait(timeout=0.2)  # longer than a page waits for the first thread: all that follow are offered twice

    answers(FirstThread(3), slow, *[lambda number=number: made.append(number) for number in range(50)])
    assert sorted(made) == list(range(50))


class Sent:
    """What comes with a request."""


def test_nothing_is_kept_of_a_page_that_was_answered_while_the_first_thread_is_busy() -> None:
    """The first thread still has it before it, perhaps for minutes, with all that came and went in them."""
    threads, go, traces = FirstThread(2), threading.Event(), []

    def short(sent: Sent) -> Sent:
        return sent

    async def short_beside_long() -> list[bool]:
        long = asyncio.create_task(threads.run(go.wait, 30))
        await asyncio.sleep(0)
        traces.append(weakref.ref(await threads.run(short, Sent())))
        await threads.run(short, Sent())  # what a thread has done last, it may hold until the next
        gc.collect()
        kept = [trace() is not None for trace in traces]
        go.set()
        await long
        return kept

    assert asyncio.run(short_beside_long()) == [False]


@pytest.mark.parametrize("threads", [FirstThread(2), Threads(2)])
def test_what_a_page_raises_is_told_to_whoever_asked(threads: Threads | FirstThread) -> None:
    def broken() -> None:
        raise LookupError("gone")

    fault, fine = answers(threads, broken, where)
    assert isinstance(fault, LookupError)
    assert "page" in fine


def test_whoever_does_not_wait_any_more_disturbs_nobody() -> None:
    threads, go, made = FirstThread(2), threading.Event(), threading.Event()

    def page() -> str:
        go.wait(timeout=30)
        made.set()
        return "late"

    async def gone_then_another() -> str:
        asked = asyncio.create_task(threads.run(page))
        await asyncio.sleep(0)
        asked.cancel()
        go.set()
        told: str = await threads.run(where)
        return told

    assert "page" in asyncio.run(gone_then_another())
    assert made.wait(timeout=30)
