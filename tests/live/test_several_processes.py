"""Two web processes behave as one: with Redis between them, and with nothing but the data folder."""

import http.client
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import redis
from pydantic import SecretStr
from pytest_django import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.staff import holder_of, remove_staff
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import ChatSession
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.chat_session import bind_session, open_session
from reprise.platform.live import announce, between, pass_for, present
from tests.live.serving import LIVE, OpenPage, Served, a_pass, open_page, served
from tests.support.builders import AT, a_shop
from tests.support.redis import redis_server
from tests.support.waiting import until

MOST_PAGES = 60
TOKEN = "c" * 32
FORM = "application/x-www-form-urlencoded"
pytestmark = [pytest.mark.usefixtures("django_db_setup"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", params=["neighbours", "redis"])
def several(
    request: pytest.FixtureRequest, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, str]]:
    """Two processes, and the address of the Redis between them, if any."""
    with ExitStack() as stack:
        by_redis = request.param == "redis"
        url = stack.enter_context(redis_server(tmp_path_factory.mktemp("redis"))) if by_redis else ""
        yield stack.enter_context(served(workers=2, **{"REPRISE_REDIS_URL": url} if url else {})), url


@pytest.fixture
def server(several: tuple[Served, str], settings: Settings) -> Iterator[Served]:
    """The server, and this very process set up as one more of the same instance."""
    running, url = several
    settings.ENV = settings.ENV.model_copy(update={"redis_url": SecretStr(url) if url else None})
    between.between.cache_clear()
    yield running
    between.between().close()
    between.between.cache_clear()


def test_whatever_process_a_page_is_at_it_is_told_once(several: tuple[Served, str], server: Served) -> None:
    with ExitStack() as stack:
        pages = in_both_processes(stack, several, "conversation:both")
        announce(topic="conversation:both", number=5)
        for page in pages:
            assert page.hears(lambda told: "after" in told)["after"] == 5
        announce(topic="conversation:both", number=6)
        for page in pages:
            page.hears(lambda told: told.get("after") == 6)
            assert [told["after"] for told in page.heard if "after" in told] == [5, 6]


def test_staff_of_one_process_see_who_writes_and_who_looks_in_the_other(
    several: tuple[Served, str], server: Served
) -> None:
    with ExitStack() as stack:
        pages = in_both_processes(stack, several, "conversation:see")
        ines = stack.enter_context(open_page(server, "conversation:see", side="staff", name="Inès"))
        everybody = {f"page {number}" for number in range(len(pages))}
        ines.hears(lambda told: {who["name"] for who in told.get("here", ())} == everybody)
        for number, page in enumerate(pages):
            page.say(typing=True, topic=0)
            assert ines.hears(lambda told: "typing" in told)["typing"]["name"] == f"page {number}"
        assert present("conversation:see", "customer")
        assert not present("conversation:see", "neighbour")


def test_what_a_visitor_writes_is_told_to_every_page_of_the_conversation_at_either_process(
    several: tuple[Served, str], server: Served
) -> None:
    shop = a_shop()
    session, secret = open_session(shop=shop, at=AT, language="fr")
    conversation, participant = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name="Alice", email="", is_verified=False,
        role=PartRole.VISITOR, at=AT,
    )  # fmt: skip
    bind_session(session=session, conversation=conversation, participant=participant)
    ChatSession.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    with ExitStack() as stack:
        pages = in_both_processes(stack, several, f"conversation:{conversation.key}")
        desk = stack.enter_context(open_page(server, f"desk:{shop.pk}", side="staff", name="Inès"))
        cookie = f"chat-{shop.pk}={secret}; csrftoken={TOKEN}"
        assert post(server, f"/fr/s/{shop.slug}/chat/say/", "body=Bonjour", cookie) == 200
        for page in pages:
            assert page.hears(lambda told: "after" in told)["after"] == 1
        desk.hears(lambda told: told == {"after": 0, "topic": 0})


def test_whoever_is_removed_from_the_shop_hears_nothing_more_at_either_process_and_does_not_come_back(
    several: tuple[Served, str], server: Served
) -> None:
    paul, topic = a_member(a_shop(), "paul"), "conversation:removed"
    holder = holder_of(paul.person_id)
    with ExitStack() as stack:
        pages = in_both_processes(stack, several, topic, holder=holder)
        ines = stack.enter_context(open_page(server, topic, side="staff", name="Inès", holder="person-0"))
        old = a_pass(topic, "staff", "Paul", holder)
        remove_staff(actor=system(paul.shop_id), membership_id=paul.pk, at=datetime.now(UTC))
        for page in pages:
            page.hears(lambda told: told == {"over": True, "topic": 0})
        announce(topic=topic, number=4)
        assert ines.hears(lambda told: "after" in told)["after"] == 4
        assert all(page.hears_nothing("after", for_seconds=0.05) for page in pages[:8])
        back = stack.enter_context(open_page(server))
        back.say(follow=[old])
        assert back.hears(lambda told: "following" in told)["following"] == []
        later = pass_for(topic=topic, side="staff", holder=holder, at=datetime.now(UTC) + timedelta(minutes=1))
        back.say(follow=[later])  # they work for the shop again
        assert back.hears(lambda told: "following" in told)["following"] == [1]


def test_the_pages_of_a_killed_process_come_back_to_the_other(several: tuple[Served, str], server: Served) -> None:
    topic = "conversation:killed"
    with ExitStack() as stack:
        pages = in_both_processes(stack, several, topic)
        os.kill(children(server.process.pid)[0], signal.SIGKILL)
        left = [page for page in pages if page.still_there()]
        assert 0 < len(left) < len(pages)
        left.append(stack.enter_context(open_page(server, topic, name="who came back")))
        announce(topic=topic, number=9)
        for page in left:
            assert page.hears(lambda told: "after" in told)["after"] == 9


def in_both_processes(stack: ExitStack, several: tuple[Served, str], topic: str, *, holder: str = "") -> list[OpenPage]:
    """Pages enough that each process holds one, whichever takes up most."""
    server, url = several
    pages: list[OpenPage] = []
    while len(pages) < MOST_PAGES:
        more = range(len(pages), len(pages) + 4)
        pages += [
            stack.enter_context(open_page(server, topic, name=f"page {number}", holder=holder)) for number in more
        ]
        until(partial(all_are_looking, topic, url, len(pages)))
        if len(looking(topic, url)) == 2:
            return pages
    raise AssertionError("one process took up all the pages")


def all_are_looking(topic: str, url: str, count: int) -> bool:
    return sum(len(people) for people in looking(topic, url)) == count


def looking(topic: str, url: str) -> list[list[Any]]:
    """Who looks at a topic, a list for each process, as they tell each other."""
    if not url:
        lists = [json.loads(place.read_text()) for place in LIVE.glob("*.here")]
        return [told[topic] for told in lists if topic in told]
    by_process: dict[str, list[Any]] = {}
    with redis.Redis.from_url(url) as asked:
        for key in asked.scan_iter(f"reprise:*:here:{topic}"):
            for member in asked.zrange(key, 0, -1):
                process, *who = json.loads(member)
                by_process.setdefault(process, []).append(who)
    return list(by_process.values())


def post(server: Served, path: str, form: str, cookie: str) -> int:
    """Send a form as an open page of the chat does."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "X-Chat": "1", "Content-Type": FORM}
    try:
        line.request("POST", path, form, headers)
        with line.getresponse() as answer:
            return answer.status
    finally:
        line.close()


def children(pid: int) -> list[int]:
    """The web processes that the first one keeps."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(number) for number in found.split()]
