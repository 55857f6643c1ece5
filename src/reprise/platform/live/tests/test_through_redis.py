"""Redis between processes: what one tells the others hear, and when it is away nobody waits for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reprise.platform.live import through_redis
from reprise.platform.live.notices import Notice
from reprise.platform.live.through_redis import ThroughRedis
from tests.support.redis import redis_server
from tests.support.waiting import ends, until

TOPIC = "conversation:r"
HERE = {TOPIC: frozenset({("staff", "Inès"), ("customer", "")})}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as address:
        yield address


def told(one: ThroughRedis, notice: Notice, heard: list[Notice]) -> bool:
    """Tell it, and say whether it was heard: who has just begun to listen may miss the first."""
    one.publish(notice)
    return notice in heard


def test_a_notice_reaches_the_others_and_not_oneself(url: str) -> None:
    one, other = ThroughRedis(url), ThroughRedis(url)
    heard: list[Notice] = []
    own: list[Notice] = []
    other.listen(heard.append)
    one.listen(own.append)
    notice = Notice(TOPIC, "typing", side="staff", name="Inès", staff_only=True)
    until(lambda: told(one, notice, heard))
    assert heard[0] == notice
    assert own == []
    one.close()
    other.close()


def test_who_looks_is_known_to_the_others_until_they_stop(url: str) -> None:
    one, other = ThroughRedis(url), ThroughRedis(url)
    one.keep(HERE)
    assert other.who(TOPIC) == HERE[TOPIC]
    assert one.who(TOPIC) == frozenset()
    one.keep({TOPIC: frozenset({("customer", "")})})
    assert other.who(TOPIC) == {("customer", "")}
    one.close()
    assert other.who(TOPIC) == frozenset()


def test_a_process_that_was_killed_is_forgotten_after_a_while(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ThroughRedis(url), ThroughRedis(url)
    monkeypatch.setattr(through_redis, "KEPT_FOR", 1)
    one.keep(HERE)  # and nothing more is ever heard of it
    assert other.who(TOPIC)
    until(lambda: not other.who(TOPIC), 5)


def test_two_instances_on_one_redis_do_not_hear_each_other(url: str, settings: object) -> None:
    one = ThroughRedis(url)
    settings.SECRET_KEY = "of another house" * 4  # type: ignore[attr-defined]
    other = ThroughRedis(url)
    one.keep(HERE)
    assert other.who(TOPIC) == frozenset()
    one.close()


def test_while_redis_is_away_nobody_waits_and_then_all_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(through_redis, "REST", 0.2)
    heard: list[Notice] = []
    with redis_server(tmp_path) as url:
        one, other = ThroughRedis(url), ThroughRedis(url)
        other.listen(heard.append)
        until(lambda: told(one, Notice(TOPIC, "after", number=1), heard))
    with ends():
        for _ in range(100):
            one.publish(Notice(TOPIC, "after", number=2))
            assert one.who(TOPIC) == frozenset()
            one.keep(HERE)
    assert one.fault() == "ConnectionError"
    with redis_server(tmp_path):
        until(lambda: told(one, Notice(TOPIC, "after", number=3), heard))
        assert one.fault() is None
        one.close()
        other.close()
