"""Between the processes of any number of machines: they tell each other by Redis, which keeps nothing for long."""

import contextlib
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from reprise.platform.live.between import KEPT_FOR, Here, Who
from reprise.platform.live.notices import Notice, packed, unpacked
from reprise.platform.live.passes import LIFE

PATIENCE: Final = 0.3  # seconds it may take to answer: somebody's page waits
REST: Final = 5.0  # seconds it is left alone after a fault
log = structlog.get_logger("reprise.live")


class ThroughRedis:
    """One process of those that use the same Redis with the same secret key."""

    def __init__(self, url: str) -> None:
        told: dict[str, Any] = {"socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
        self._redis = redis.Redis.from_url(url, socket_timeout=PATIENCE, **told)
        self._listening = redis.Redis.from_url(url, socket_timeout=None, health_check_interval=20, **told)
        self._name, self._stop = secrets.token_hex(8), threading.Event()
        self._kept: dict[str, set[bytes]] = {}
        self._rests_until = 0.0
        whose = hashlib.blake2s(settings.SECRET_KEY.encode(), digest_size=6).hexdigest()
        self._channel, self._here = f"reprise:{whose}:live", f"reprise:{whose}:here:"
        self._ended = f"reprise:{whose}:ended:"

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """In a thread of its own, which begins again whenever Redis was away."""
        threading.Thread(target=self._listen, args=(hear,), name="live", daemon=True).start()

    def _listen(self, hear: Callable[[Notice], None]) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(redis.RedisError, OSError), self._pubsub() as heard:
                heard.subscribe(self._channel)
                while not self._stop.is_set():
                    self._hear(heard.get_message(ignore_subscribe_messages=True, timeout=1.0), hear)
            self._stop.wait(1.0)

    def _pubsub(self) -> Any:
        return self._listening.pubsub()  # type: ignore[no-untyped-call]

    def _hear(self, message: dict[str, Any] | None, hear: Callable[[Notice], None]) -> None:
        if message is None:
            return
        with contextlib.suppress(ValueError, TypeError):  # from another version of the house
            sender, told = json.loads(message["data"])
            if sender != self._name:
                hear(unpacked(told))

    def publish(self, notice: Notice) -> None:
        """Tell every process that listens; this one does not hear itself."""
        words = json.dumps([self._name, packed(notice)])
        self._asked(lambda: self._redis.publish(self._channel, words))

    def keep(self, here: Here) -> None:
        """Each one who looks, with the moment until when that holds unless it is said again."""
        new = {topic: {self._member(who) for who in people} for topic, people in here.items()}
        pipe = self._redis.pipeline(transaction=False)
        for topic, members in self._kept.items():
            if gone := members - new.get(topic, set()):
                pipe.zrem(self._here + topic, *gone)
        for topic, members in new.items():
            pipe.zadd(self._here + topic, dict.fromkeys(members, time.time() + KEPT_FOR))
            pipe.expire(self._here + topic, 2 * KEPT_FOR)
        if self._asked(pipe.execute) is not None:
            self._kept = new

    def who(self, topic: str) -> frozenset[Who]:
        """Whoever holds still, in other processes."""
        found = self._asked(lambda: self._redis.zrangebyscore(self._here + topic, time.time(), "+inf"))
        people = (json.loads(member) for member in found or ())
        return frozenset((side, name) for process, side, name in people if process != self._name)

    def end(self, holder: str, at: datetime) -> None:
        """Under a key that goes when the last pass does."""
        self._asked(lambda: self._redis.set(self._ended + holder, at.timestamp(), ex=LIFE))

    def ended(self, holder: str) -> datetime | None:
        """As the key says."""
        told = self._asked(lambda: self._redis.get(self._ended + holder))
        return datetime.fromtimestamp(float(told), UTC) if told else None

    def close(self) -> None:
        """Listen no longer, and be forgotten by the others."""
        self._stop.set()
        self.keep({})
        self._redis.close()

    def fault(self) -> str | None:
        """Why it does not answer; None when it does."""
        try:
            self._redis.ping()
        except (redis.RedisError, OSError) as fault:
            return type(fault).__name__
        return None

    def _member(self, who: Who) -> bytes:
        return json.dumps([self._name, *who]).encode()

    def _asked(self, ask: Callable[[], Any]) -> Any:
        """What Redis answers; None when it does not, and then it is left alone for a moment."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return ask()
        except (redis.RedisError, OSError) as fault:
            self._rests_until = time.monotonic() + REST
            log.warning("redis does not answer", fault=type(fault).__name__, again_in=REST)
            return None
