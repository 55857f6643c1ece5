"""A loop of one's own, in a thread of its own: Playwright leaves one running in the main thread once it was there."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def run(story: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine answers."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()
