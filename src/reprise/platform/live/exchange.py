"""Keeps this process and the others in step: what one is told all are told, and each knows who looks where."""

import asyncio

import structlog

from reprise.platform.live.beginnings import begin_all
from reprise.platform.live.between import KEEP_EVERY, Here, Who, between
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice

PAUSE = 0.1  # seconds in which comings and goings are gathered
log = structlog.get_logger("reprise.live")


class Exchange:
    """Begins with the first page that follows something, so that a house without open pages pays nothing."""

    def __init__(self) -> None:
        self._begun: asyncio.Task[None] | None = None
        self._changed: set[str] = set()  # topics whose people here changed
        self._heard: set[str] = set()  # topics whose people elsewhere changed
        self._wake = asyncio.Event()

    async def begin(self) -> None:
        """Hear the other processes; once."""
        if self._begun is None:
            self._wake = asyncio.Event()
            HUB.changed = self._notes_change
            loop = asyncio.get_running_loop()
            self._begun = loop.create_task(self._keep_in_step())
            await asyncio.to_thread(self._listen, loop)
            begin_all()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        def hear(notice: Notice) -> None:
            if loop.is_closed():
                return
            if notice.kind == "here":
                loop.call_soon_threadsafe(self._hears_of, notice.topic)
            else:
                HUB.tell_from_thread(notice)

        try:
            between().listen(hear)
        except Exception as fault:  # noqa: BLE001  # this process goes on by itself
            log.warning("other processes are not heard", fault=type(fault).__name__)

    async def end(self) -> None:
        """Be forgotten by the others."""
        if self._begun is not None:
            self._begun.cancel()
            self._begun = None
            await asyncio.to_thread(_leave, HUB.all_here())

    def _notes_change(self, topic: str) -> None:
        self._changed.add(topic)
        self._wake.set()

    def _hears_of(self, topic: str) -> None:
        if HUB.followed(topic):
            self._heard.add(topic)
            self._wake.set()

    async def _keep_in_step(self) -> None:
        while True:
            try:
                await asyncio.wait_for(self._wake.wait(), KEEP_EVERY)
                await asyncio.sleep(PAUSE)
            except TimeoutError:
                if not HUB.all_here():
                    continue
            self._wake.clear()
            changed, heard = frozenset(self._changed), frozenset(self._heard)
            self._changed.clear()
            self._heard.clear()
            try:
                elsewhere = await asyncio.to_thread(_exchange, HUB.all_here(), changed, changed | heard)
            except Exception as fault:  # noqa: BLE001  # the next round says all of it again
                log.warning("presence not exchanged", fault=type(fault).__name__)
                elsewhere = {}
            for topic in changed | heard:
                HUB.tell_here(topic, HUB.here(topic) | elsewhere.get(topic, frozenset()))


def _exchange(here: Here, changed: frozenset[str], asked: frozenset[str]) -> dict[str, frozenset[Who]]:
    """Say who is here, tell the others where to look again, and ask who is elsewhere."""
    others = between()
    others.keep(here)
    for topic in changed:
        others.publish(Notice(topic, "here"))
    return {topic: others.who(topic) for topic in asked if HUB.followed(topic)}


def _leave(here: Here) -> None:
    others = between()
    others.keep({})
    for topic in here:
        others.publish(Notice(topic, "here"))
    others.close()


EXCHANGE = Exchange()
