"""How many may connect, how much one may say, and how long one may say nothing."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings

from reprise.platform.live import pass_for
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice
from reprise.web.live.connection import Connection
from reprise.web.live.door import Allowance, Door
from reprise.web.live.said import Nonsense
from tests.support import own_loop


def test_an_address_has_a_share_and_the_house_a_limit(settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"live_per_address": 2})
    door = Door(most=3)
    assert [door.enter("office"), door.enter("office"), door.enter("office")] == [True, True, False]
    assert [door.enter("home"), door.enter("elsewhere")] == [True, False]
    door.leave("office")
    assert door.enter("elsewhere")


def test_zero_means_no_limit_for_an_address(settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"live_per_address": 0})
    door = Door(most=1_000)
    assert all(door.enter("proxy") for _ in range(1_000))
    assert not door.enter("proxy")


def test_somebody_may_say_some_at_once_and_more_after_a_pause() -> None:
    allowance = Allowance(at_once=3, a_second=1)
    assert [allowance.takes(100.0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.takes(102.0) for _ in range(3)] == [True, True, False]
    assert [allowance.takes(1_000.0) for _ in range(4)] == [True, True, True, False]


class Page:
    """The other end of a connection."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.slow = asyncio.Event()
        self._says: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def say(self, **told: object) -> None:
        self._says.put_nowait({"type": "websocket.receive", "text": json.dumps(told)})

    def follow(self, *topics: str) -> None:
        self.say(follow=[pass_for(topic=topic, side="customer", at=datetime.now(UTC)) for topic in topics])

    def go(self) -> None:
        self._says.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def receive(self) -> dict[str, Any]:
        return await self._says.get()

    async def send(self, message: dict[str, Any]) -> None:
        await self.slow.wait()
        self.sent.append(json.loads(message["text"]))


def test_whoever_follows_nothing_is_not_waited_for() -> None:
    async def story() -> None:
        page = Page()
        page.say(follow=["forged"])
        await Connection(page.receive, page.send).read(patience=0.01)

    with pytest.raises(TimeoutError):
        own_loop.run(story())


def test_a_page_that_is_slow_gets_the_newest_only() -> None:
    async def story() -> list[dict[str, Any]]:
        page = Page()
        connection = Connection(page.receive, page.send)
        writing = asyncio.create_task(connection.write())
        page.follow("conversation:slow")
        page.say(still=True)  # heard after the first, so that the topic is followed by then
        reading = asyncio.create_task(connection.read(patience=1))
        await asyncio.sleep(0.01)
        for number in (*range(1, 1_000), 998):  # two commits may be told the other way round
            HUB.tell(Notice("conversation:slow", "after", number=number))
        HUB.tell(Notice("conversation:slow", "after"))
        page.slow.set()
        page.go()
        await reading
        await asyncio.sleep(0.01)
        connection.leave()
        writing.cancel()
        return page.sent

    sent = [told for told in own_loop.run(story()) if "after" in told]
    assert sent == [{"after": 999, "topic": 0}, {"after": 0, "topic": 0}]


def test_notices_without_a_number_come_at_once_and_then_no_faster_than_a_list_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reprise.web.live.connection.CALM", 0.3)

    async def story() -> list[int]:
        page = Page()
        page.slow.set()
        connection = Connection(page.receive, page.send)
        writing = asyncio.create_task(connection.write())
        page.follow("desk:1")
        reading = asyncio.create_task(connection.read(patience=1))
        await asyncio.sleep(0.01)
        for _ in range(50):
            HUB.tell(Notice("desk:1", "after"))
            await asyncio.sleep(0)
        counted = [sum("after" in told for told in page.sent)]
        await asyncio.sleep(0.7)  # the last of them is told once it is calm
        counted.append(sum("after" in told for told in page.sent))
        page.go()
        await reading
        connection.leave()
        writing.cancel()
        return counted

    assert own_loop.run(story()) == [1, 2]


def test_more_topics_than_a_page_has_are_nonsense() -> None:
    async def story() -> None:
        page = Page()
        page.follow(*(f"conversation:{number}" for number in range(40)))
        page.follow(*(f"conversation:{number}" for number in range(40)))
        connection = Connection(page.receive, page.send)
        try:
            await connection.read(patience=1)
        finally:
            connection.leave()

    with pytest.raises(Nonsense):
        own_loop.run(story())
    assert not HUB.followed("conversation:1")
