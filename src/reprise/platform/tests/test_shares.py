"""Processes that listen on one socket take its connections evenly."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reprise.platform.serving.shares import Held, Taking, shared_counts
from tests.support import own_loop
from tests.support.waiting import ends


class Spoken(asyncio.Protocol):
    """Somebody a process speaks with."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._held.add(self)


class Process:
    """What stands for a web process: its connections and how it takes them, from a descriptor of its own."""

    def __init__(self, listening: socket.socket, counts: int, place: int) -> None:
        self._listening = listening.dup()
        self.held = Held(counts, place)
        self.taking = Taking(self._listening, self.held, lambda: Spoken(self.held), None)

    def close(self) -> None:
        """Stop, and hang up."""
        self.taking.stop()
        self._listening.close()
        for spoken in list(self.held):
            spoken.transport.abort()


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.fixture
def counts() -> Iterator[int]:
    made = shared_counts(2)
    yield made
    os.close(made)


async def until(true: Callable[[], bool]) -> None:
    """Wait for it."""
    while not true():
        await asyncio.sleep(0.001)


def clients(listening: socket.socket, number: int) -> list[socket.socket]:
    """Connections that come at once."""
    return [socket.create_connection(listening.getsockname()) for _ in range(number)]


async def end(*things: Process | socket.socket) -> None:
    """Let go of processes and clients, and let the loop notice."""
    for each in things:
        each.close()
    await asyncio.sleep(0.01)


def test_of_what_comes_at_once_each_takes_as_many(listening: socket.socket, counts: int) -> None:
    async def story() -> tuple[int, int]:
        one, other = (Process(listening, counts, place) for place in range(2))
        came = clients(listening, 8)
        await until(lambda: len(one.held) + len(other.held) == 8)
        held = len(one.held), len(other.held)
        await end(one, other, *came)
        return held

    with ends():
        assert own_loop.run(story()) == (4, 4)


def test_whoever_lost_some_takes_the_next(listening: socket.socket, counts: int) -> None:
    async def story() -> tuple[int, int]:
        one, other = (Process(listening, counts, place) for place in range(2))
        came = clients(listening, 4)
        await until(lambda: len(one.held) + len(other.held) == 4)
        for spoken in list(one.held):
            spoken.transport.abort()
            one.held.discard(spoken)
        came += clients(listening, 2)
        await until(lambda: len(one.held) + len(other.held) == 4)
        held = len(one.held), len(other.held)
        await end(one, other, *came)
        return held

    with ends():
        assert own_loop.run(story()) == (2, 2)


def test_nobody_waits_for_a_process_that_takes_none(listening: socket.socket, counts: int) -> None:
    async def story() -> int:
        Held(counts, 1)  # it is there, and busy or gone
        one = Process(listening, counts, 0)
        came = clients(listening, 5)
        await until(lambda: len(one.held) == 5)
        held = len(one.held)
        await end(one, *came)
        return held

    with ends():
        assert own_loop.run(story()) == 5


def test_who_stops_takes_no_more(listening: socket.socket, counts: int) -> None:
    async def story() -> int:
        one = Process(listening, counts, 0)
        one.taking.stop()
        came = clients(listening, 1)
        await asyncio.sleep(0.05)
        held = len(one.held)
        await end(one, *came)
        return held

    assert own_loop.run(story()) == 0
