"""Who is told what within a process."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

from reprise.platform.live.hub import Hub
from reprise.platform.live.notices import Notice
from reprise.platform.live.passes import Pass
from tests.support import own_loop

UNTIL = datetime(2100, 1, 1, tzinfo=UTC)


class Somebody:
    """A page that follows a topic, and when it heard what."""

    def __init__(self, topic: str, *, side: str = "staff", name: str = "") -> None:
        self.read = Pass(topic, side, name, UNTIL)
        self.heard: list[tuple[float, dict[str, object]]] = []

    def put(self, slot: str, told: dict[str, object]) -> None:
        assert slot
        self.heard.append((asyncio.get_running_loop().time(), told))

    def end(self) -> None:
        self.put("over", {"over": True})


def test_the_pages_of_a_desk_look_one_after_the_other_and_messages_are_told_to_all_at_once() -> None:
    async def story() -> tuple[list[float], list[float]]:
        hub, pages = Hub(), [Somebody("desk:1", name=str(number)) for number in range(5)]
        for page in pages:
            hub.follow(page)
        hub.tell(Notice("desk:1", "after"))
        await asyncio.sleep(0.6)
        calm = sorted(page.heard[0][0] for page in pages)
        hub.tell(Notice("desk:1", "after", number=3))
        return calm, sorted(page.heard[1][0] for page in pages)

    calm, at_once = own_loop.run(story())
    assert all(later - earlier > 0.03 for earlier, later in pairwise(calm))
    assert at_once[-1] - at_once[0] < 0.03


def test_nobody_is_told_what_they_do_themselves_nor_what_only_colleagues_may_know() -> None:
    async def story() -> list[int]:
        ines, marc = Somebody("c", name="Inès"), Somebody("c", name="Marc")
        alice = Somebody("c", side="customer", name="Alice")
        hub = Hub()
        for one in (ines, marc, alice):
            hub.follow(one)
        hub.tell(Notice("c", "typing", side="staff", name="Inès"))
        hub.tell(Notice("c", "typing", side="staff", name="Inès", staff_only=True))
        hub.leave(marc)
        hub.tell(Notice("c", "typing", side="customer", name="Alice"))
        return [len(one.heard) for one in (ines, marc, alice)]

    assert own_loop.run(story()) == [1, 2, 1]


def test_somebody_in_two_windows_is_here_until_both_are_left() -> None:
    async def story() -> list[int]:
        changes: list[str] = []
        hub, one = Hub(), Somebody("c").read
        hub.changed = changes.append
        hub.look(one)
        hub.look(one)  # in two windows
        hub.look_away(one)
        counted = [len(hub.here("c"))]
        hub.look_away(one)
        return [*counted, len(hub.here("c")), len(hub.all_here()), len(changes)]

    assert own_loop.run(story()) == [1, 0, 0, 4]
