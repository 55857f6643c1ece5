"""One page's socket: what it follows, what it says, and what is kept to be sent to it."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from reprise.platform.live.between import between
from reprise.platform.live.ending import is_ended
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice
from reprise.platform.live.passes import Pass, read_pass
from reprise.web.live.door import Allowance
from reprise.web.live.said import MOST_TOPICS, Nonsense, number_in, passes_in, said

TYPED_EVERY: Final = 1.0  # seconds: whoever types more is told of no more often
CALM: Final = 3.0  # seconds between notices without a number: each makes the lists of a whole desk draw themselves anew


class Followed:
    """One topic of a connection, known to its page by the place of the pass in its list."""

    def __init__(
        self, read: Pass, alias: int, kept: Callable[[str, dict[str, object]], None], ends: Callable[[int], None]
    ) -> None:
        self.read, self.alias, self._kept, self._ends = read, alias, kept, ends
        self.typed_at = 0.0

    def put(self, slot: str, told: dict[str, object]) -> None:
        """Keep this to be sent to the page."""
        self._kept(f"{self.alias}:{slot}", {**told, "topic": self.alias})

    def end(self) -> None:
        """Follow it no longer, and say so."""
        self._ends(self.alias)


class Connection:
    """Reads and writes in two tasks: who is slow to read gets the newest of each kind, and costs no more than that."""

    def __init__(self, receive: Any, send: Any) -> None:
        self._receive, self._send = receive, send
        self._kept: dict[str, dict[str, object]] = {}
        self._waiting = asyncio.Event()
        self._followed: list[Followed | None] = []
        self._calm: dict[str, dict[str, object] | None] = {}  # what waits for a slot to be calm again
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._looks, self._allowance = True, Allowance()

    async def write(self) -> None:
        """Send what is kept, as it comes."""
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            kept, self._kept = self._kept, {}
            for told in kept.values():
                await self._send({"type": "websocket.send", "text": json.dumps(told, separators=(",", ":"))})

    async def read(self, *, patience: float) -> None:
        """Hear the page until it goes; raises Nonsense when no page of ours would say that, or say so much.

        Whoever follows nothing within some seconds has nothing to wait for.
        """
        while True:
            wait = None if any(self._followed) else patience
            message = await asyncio.wait_for(self._receive(), wait)
            if message["type"] == "websocket.disconnect":
                return
            if not self._allowance.takes(time.monotonic()):
                raise Nonsense
            await self._hear(said(message.get("text")))

    def leave(self) -> None:
        """Follow nothing more."""
        for timer in self._timers.values():
            timer.cancel()
        for alias in range(len(self._followed)):
            self._drop(alias)

    async def _hear(self, told: Mapping[str, Any]) -> None:
        if asked := passes_in(told):
            await self._follow(asked)
        if isinstance(told.get("away"), bool):
            self._look(not told["away"])
        if told.get("still") is True:
            self._keep("still", {"still": True})
        alias, typing = number_in(told, "topic") or 0, told.get("typing") is True
        followed = self._followed[alias] if alias < len(self._followed) else None
        if followed is None:
            return
        if typing and time.monotonic() - followed.typed_at >= TYPED_EVERY:
            followed.typed_at = time.monotonic()
            await self._pass_on(followed, "typing", staff_only=told.get("note") is True)
        if (to := number_in(told, "read")) is not None:
            await self._pass_on(followed, "read", number=to)

    async def _follow(self, asked: list[object]) -> None:
        if len(self._followed) + len(asked) > MOST_TOPICS:
            raise Nonsense
        now = datetime.now(UTC)
        for text in asked:
            alias, read = len(self._followed), read_pass(text, at=now)
            followed = Followed(read, alias, self._keep, self._run_out) if read else None
            self._followed.append(followed)
            if followed is None:
                self._keep(f"{alias}:over", {"over": True, "topic": alias})
                continue
            HUB.follow(followed)
            if self._looks:
                HUB.look(followed.read)
            left = (followed.read.until - now).total_seconds()
            self._timers[str(alias)] = asyncio.get_running_loop().call_later(left, self._run_out, alias)
        await self._leave_ended()
        self._keep("following", {"following": [each.alias for each in self._followed if each]})

    async def _leave_ended(self) -> None:
        """After they are followed: an end that comes while it is looked up is heard of."""
        held = [each for each in self._followed if each and each.read.holder]
        if held:
            ended = await asyncio.to_thread(lambda: [each for each in held if is_ended(each.read)])
            for followed in ended:
                followed.end()

    def _run_out(self, alias: int) -> None:
        if self._followed[alias] is None:
            return
        self._drop(alias)
        self._keep(f"{alias}:over", {"over": True, "topic": alias})

    def _drop(self, alias: int) -> None:
        followed, self._followed[alias] = self._followed[alias], None
        if followed is not None:
            HUB.leave(followed)
            if self._looks:
                HUB.go(followed.read)

    def _look(self, looks: bool) -> None:
        """The page came before somebody's eyes, or went behind another one."""
        if looks is self._looks:
            return
        self._looks = looks
        for followed in filter(None, self._followed):
            (HUB.look if looks else HUB.look_away)(followed.read)

    async def _pass_on(self, followed: Followed, kind: str, *, number: int = 0, staff_only: bool = False) -> None:
        read = followed.read
        staff_only = staff_only and read.side == "staff"
        notice = Notice(read.topic, kind, number, side=read.side, name=read.name, staff_only=staff_only)
        HUB.tell(notice)
        await asyncio.to_thread(between().publish, notice)

    def _keep(self, slot: str, told: dict[str, object]) -> None:
        """Have it sent: at once, or of a kind that came just now once it has been calm for a moment."""
        if told.get("after") != 0:
            self._put(slot, told)
        elif slot in self._calm:
            self._calm[slot] = told
        else:
            self._put(slot, told)
            self._calm[slot] = None
            self._timers[slot] = asyncio.get_running_loop().call_later(CALM, self._is_calm, slot)

    def _is_calm(self, slot: str) -> None:
        if (told := self._calm.pop(slot)) is not None:
            self._keep(slot, told)

    def _put(self, slot: str, told: dict[str, object]) -> None:
        before, after = self._kept.get(slot, {}).get("after"), told.get("after")
        if isinstance(before, int) and isinstance(after, int):
            told = {**told, "after": max(before, after)}
        self._kept[slot] = told
        self._waiting.set()
