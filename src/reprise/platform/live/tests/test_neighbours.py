"""Processes of one machine tell each other by sockets in the data folder."""

import os
import socket
import time
from pathlib import Path

import pytest

from reprise.platform.live.neighbours import Neighbours
from reprise.platform.live.notices import Notice
from tests.support.waiting import ends, until

TOPIC = "conversation:n"
NOTICE = Notice(TOPIC, "after", number=4)
HERE = {TOPIC: frozenset({("staff", "Inès"), ("customer", "")})}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "live"


def listening(folder: Path) -> tuple[Neighbours, list[Notice]]:
    heard: list[Notice] = []
    one = Neighbours(folder)
    one.listen(heard.append)
    return one, heard


def test_a_notice_reaches_each_neighbour_and_not_oneself(folder: Path) -> None:
    (one, own), (two, heard), (three, too) = (listening(folder) for _ in range(3))
    one.publish(NOTICE)
    until(lambda: heard == [NOTICE] and too == [NOTICE])
    assert own == []
    for each in (one, two, three):
        each.close()
    assert list(folder.iterdir()) == []


def test_a_worker_that_listens_to_nothing_tells_all_the_same(folder: Path) -> None:
    two, heard = listening(folder)
    Neighbours(folder).publish(NOTICE)
    until(lambda: heard == [NOTICE])
    two.close()


def test_without_neighbours_nothing_is_made(folder: Path) -> None:
    alone = Neighbours(folder)
    alone.publish(NOTICE)
    alone.keep(HERE)
    assert alone.who(TOPIC) == frozenset()
    assert not folder.exists()


def test_who_looks_is_known_to_the_others_until_they_stop(folder: Path) -> None:
    two, _ = listening(folder)
    two.keep(HERE)
    asker = Neighbours(folder)
    assert asker.who(TOPIC) == HERE[TOPIC]
    assert asker.who("conversation:other") == frozenset()
    assert two.who(TOPIC) == frozenset()
    two.close()
    assert asker.who(TOPIC) == frozenset()


def test_a_killed_neighbour_is_forgotten_at_the_next_notice(folder: Path) -> None:
    two, _ = listening(folder)
    two.keep(HERE)
    dead = folder / "999-dead.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
        left.bind(str(dead))
    dead.with_suffix(".here").write_text("{}")
    Neighbours(folder).publish(NOTICE)
    assert sorted(place.suffix for place in folder.iterdir()) == [".here", ".sock"]
    two.close()


def test_a_list_nobody_has_renewed_counts_for_nothing(folder: Path) -> None:
    two, _ = listening(folder)
    two.keep(HERE)
    (place,) = folder.glob("*.here")
    os.utime(place, (time.time() - 300, time.time() - 300))
    assert Neighbours(folder).who(TOPIC) == frozenset()
    two.close()


def test_what_another_version_says_is_passed_over(folder: Path) -> None:
    two, heard = listening(folder)
    (place,) = folder.glob("*.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        for words in (b"{", b"[]", b'{"new": 1}', b"\xff"):
            out.sendto(words, str(place))
    place.with_suffix(".here").write_text("[")
    assert Neighbours(folder).who(TOPIC) == frozenset()
    Neighbours(folder).publish(NOTICE)
    until(lambda: heard == [NOTICE])
    two.close()


def test_a_neighbour_that_is_busy_holds_nobody_up(folder: Path) -> None:
    folder.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as busy:
        busy.bind(str(folder / "1-busy.sock"))
        with ends():
            for _ in range(15):  # more than it keeps unread
                Neighbours(folder).publish(NOTICE)


def test_a_folder_too_deep_for_an_address_only_means_that_pages_ask(tmp_path: Path) -> None:
    one, _ = listening(tmp_path / ("deep" * 40))
    one.publish(NOTICE)
    one.keep(HERE)
    one.close()
