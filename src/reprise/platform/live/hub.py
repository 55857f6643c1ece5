"""Who follows what in this process. Followers come and go in the server's loop; anybody may tell, from any thread."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, Protocol

from reprise.platform.live.notices import Notice
from reprise.platform.live.passes import Pass

LINGER: Final = 4.0  # seconds somebody is still "here" after leaving: a page that loads anew is no absence
Who = tuple[str, str]  # side and name


class Follower(Protocol):
    """One topic followed over one connection."""

    @property
    def read(self) -> Pass:
        """What lets it follow."""

    def put(self, slot: str, told: dict[str, object]) -> None:
        """Keep this to be sent; a newer one of the same slot takes its place."""


class Hub:
    """The followers of this process, and who of them is looking."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._followers: dict[str, set[Follower]] = {}
        self._here: dict[str, Counter[Who]] = defaultdict(Counter)

    def follow(self, follower: Follower) -> None:
        """Tell it from now on what happens on its topic."""
        self._loop = asyncio.get_running_loop()
        self._followers.setdefault(follower.read.topic, set()).add(follower)

    def leave(self, follower: Follower) -> None:
        """Tell it nothing more."""
        followers = self._followers.get(follower.read.topic, set())
        followers.discard(follower)
        if not followers:
            self._followers.pop(follower.read.topic, None)

    def look(self, read: Pass) -> None:
        """Somebody looks at a topic."""
        self._here[read.topic][read.side, read.name] += 1
        self.here_changed(read.topic)

    def look_away(self, read: Pass, *, after: float = LINGER) -> None:
        """Somebody no longer looks; told a moment later, when nobody of that name came back."""
        asyncio.get_running_loop().call_later(after, self._gone, read)

    def _gone(self, read: Pass) -> None:
        here = self._here[read.topic]
        here[read.side, read.name] -= 1
        if here[read.side, read.name] <= 0:
            del here[read.side, read.name]
        if not here:
            del self._here[read.topic]
        self.here_changed(read.topic)

    def here_changed(self, topic: str) -> None:
        """Tell the staff who follow a topic who else is looking at it."""
        everybody = self.here(topic)
        for follower in self._of(topic, staff_only=True):
            me = (follower.read.side, follower.read.name)
            others = [{"side": side, "name": name} for side, name in sorted(everybody) if (side, name) != me]
            follower.put("here", {"here": others})

    def tell(self, notice: Notice, *, but: object = None) -> None:
        """In the loop: pass a notice on to whoever follows its topic, but not to whom it came from."""
        for follower in self._of(notice.topic, staff_only=notice.staff_only):
            if follower is not but:
                follower.put(notice.slot, notice.told())

    def tell_from_thread(self, notice: Notice) -> None:
        """The same from any thread; nothing when nobody here follows."""
        if notice.topic in self._followers and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.tell, notice)

    def here(self, topic: str) -> frozenset[Who]:
        """Who looks at a topic in this process; from any thread."""
        return frozenset(self._here.get(topic, ()))

    def _of(self, topic: str, *, staff_only: bool) -> Iterable[Follower]:
        now = datetime.now(UTC)
        for follower in tuple(self._followers.get(topic, ())):
            if follower.read.until > now and not (staff_only and follower.read.side != "staff"):
                yield follower


HUB: Final = Hub()
