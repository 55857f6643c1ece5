"""Who follows what in this process. Followers come and go in the server's loop; anybody may tell, from any thread."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from reprise.platform.live.between import Here, Who
from reprise.platform.live.notices import Notice
from reprise.platform.live.passes import Pass

SPREAD: Final = 0.06  # seconds between the pages of a desk that are told to draw their lists anew
LINGER: Final = 3.0  # seconds somebody is still "here" after leaving: a page that loads anew is no absence


class Follower(Protocol):
    """One topic followed over one connection."""

    @property
    def read(self) -> Pass:
        """What lets it follow."""

    def put(self, slot: str, told: dict[str, object]) -> None:
        """Keep this to be sent; a newer one of the same slot takes its place."""

    def end(self) -> None:
        """Follow no longer: whoever holds the pass may not read any more."""


class Hub:
    """The followers of this process, and who of them is looking. `changed` is called when that changes on a topic."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._followers: dict[str, set[Follower]] = {}
        self._here: dict[str, Counter[Who]] = {}
        self.changed: Callable[[str], object] = str  # nothing comes of it until the processes are kept in step

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
        self._here.setdefault(read.topic, Counter())[read.side, read.name] += 1
        self.changed(read.topic)

    def look_away(self, read: Pass) -> None:
        """Somebody no longer looks: the page is behind another one."""
        here = self._here[read.topic]
        here[read.side, read.name] -= 1
        if here[read.side, read.name] == 0:
            del here[read.side, read.name]
        if not here:
            del self._here[read.topic]
        self.changed(read.topic)

    def go(self, read: Pass) -> None:
        """Somebody's page is gone; it counts a moment later, unless they are back by then."""
        asyncio.get_running_loop().call_later(LINGER, self.look_away, read)

    def tell(self, notice: Notice) -> None:
        """In the loop: pass a notice on to whoever follows its topic; nobody hears of what they do themselves.

        What makes a whole desk look at once is told to one after the other: the house draws one list at a time anyhow,
        and a customer's message would wait behind all of them.
        """
        if notice.kind == "ended":
            self._end(notice.topic)
            return
        spread = SPREAD if notice.kind == "after" and not notice.number else 0.0
        for place, follower in enumerate(self._of(notice.topic, staff_only=notice.staff_only)):
            if (follower.read.side, follower.read.name) == (notice.side, notice.name):
                continue
            told = notice.told_to(follower.read.side)
            if spread and place:
                asyncio.get_running_loop().call_later(place * spread, follower.put, notice.slot, told)
            else:
                follower.put(notice.slot, told)

    def tell_here(self, topic: str, everybody: frozenset[Who]) -> None:
        """In the loop: tell the staff who follow a topic who else is looking at it."""
        for follower in self._of(topic, staff_only=True):
            others = sorted(everybody - {(follower.read.side, follower.read.name)})
            follower.put("here", {"here": [{"side": side, "name": name} for side, name in others]})

    def tell_from_thread(self, notice: Notice) -> None:
        """The same as `tell`, from any thread; nothing when nobody here follows."""
        heard = notice.kind == "ended" or self.followed(notice.topic)
        if heard and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.tell, notice)

    def followed(self, topic: str) -> bool:
        """Whether anybody follows a topic here; from any thread."""
        return topic in self._followers

    def here(self, topic: str) -> frozenset[Who]:
        """Who looks at a topic in this process; from any thread."""
        return frozenset(tuple(self._here.get(topic, ())))

    def all_here(self) -> Here:
        """Who looks where in this process; in the loop."""
        return {topic: frozenset(here) for topic, here in self._here.items()}

    def _end(self, holder: str) -> None:
        everybody = [follower for followers in self._followers.values() for follower in followers]
        for follower in everybody:
            if follower.read.holder == holder:
                follower.end()

    def _of(self, topic: str, *, staff_only: bool) -> Iterable[Follower]:
        for follower in tuple(self._followers.get(topic, ())):
            if not (staff_only and follower.read.side != "staff"):
                yield follower


HUB: Final = Hub()
