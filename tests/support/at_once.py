"""Several people who do a deed at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from reprise.core.refusals import Refusal

Answer = TypeVar("Answer")


def at_once(deed: Callable[[int], Answer], people: int = 3, *, unless: type[Refusal] = Refusal) -> list[Answer]:
    """What each of them got, leaving out whoever was refused; any other refusal, or fault, fails the test."""
    start = Barrier(people)

    def one(number: int) -> list[Answer]:
        start.wait()
        try:
            return [deed(number)]
        except unless:
            return []
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return [answer for got in pool.map(one, range(people)) for answer in got]
