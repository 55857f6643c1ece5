"""Threads that pages run in.

Where the database lives in the process itself, as SQLite does, it lets go of Python at each of a hundred short
statements. With two pages at work each of them then wakes the other's thread, which costs more than the statement: four
clients were answered a fifth slower than by one thread. So there is a first thread, and others for when it takes long.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

PATIENCE: Final = 0.05  # seconds a page waits for the first thread


class Threads:
    """As many as there are pages, up to a number."""

    def __init__(self, number: int) -> None:
        self._all = ThreadPoolExecutor(number, thread_name_prefix="page")

    async def run(self, page: Callable[..., Any], *given: Any) -> Any:
        """What the page answers."""
        return await asyncio.get_running_loop().run_in_executor(self._all, page, *given)


class FirstThread:
    """One for all pages, one after the other; where one takes too long, others take those that follow."""

    def __init__(self, number: int) -> None:
        self._busy_since: float | None = None
        self._first = ThreadPoolExecutor(1, thread_name_prefix="page")
        self._others = ThreadPoolExecutor(max(number - 1, 1), thread_name_prefix="other_page")

    async def run(self, page: Callable[..., Any], *given: Any) -> Any:
        """What the page answers."""
        loop = asyncio.get_running_loop()
        answer = loop.create_future()
        errand = _Errand(loop, answer, page, given)
        self._first.submit(self._run_first, errand)
        since = self._busy_since
        over = 0 if since is None else time.monotonic() - since
        waiting = loop.call_later(max(PATIENCE - over, 0), self._others.submit, errand)
        try:
            return await answer
        finally:
            waiting.cancel()

    def _run_first(self, errand: "_Errand") -> None:
        self._busy_since = time.monotonic()
        try:
            errand()
        finally:
            self._busy_since = None


class _Errand:
    """A page that two threads may come for; the second finds it gone.

    It may come much later, if it is busy with something long: nothing of the page or its answer is kept until then.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Any], page: Callable[..., Any],
        given: tuple[Any, ...],
    ) -> None:  # fmt: skip
        self._asked = [(loop, answer, page, given)]

    def __call__(self) -> None:
        try:
            loop, answer, page, given = self._asked.pop()  # in one step, whoever else does the same
        except IndexError:
            return
        try:
            told = page(*given)
        except BaseException as fault:  # noqa: BLE001  # whoever waits for the answer is told
            loop.call_soon_threadsafe(_tell, answer, None, fault)
        else:
            loop.call_soon_threadsafe(_tell, answer, told, None)


def _tell(answer: asyncio.Future[Any], told: Any, fault: BaseException | None) -> None:
    if answer.done():  # nobody waits for it any more
        return
    if fault is not None:
        answer.set_exception(fault)
    else:
        answer.set_result(told)
