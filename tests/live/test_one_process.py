"""`reprise serve` as one process: pages are told at once, and nobody hears more than they may."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta

import pytest
from websockets.exceptions import ConnectionClosed

from reprise.platform.live import announce, pass_for, present
from tests.live.serving import LIVE, Served, a_pass, open_page, refused, served
from tests.support.waiting import until

TOPIC = "conversation:one"
pytestmark = pytest.mark.usefixtures("django_db_setup")


@pytest.fixture(scope="module")
def server(django_db_setup: None) -> Iterator[Served]:
    with served(REPRISE_LIVE_PER_ADDRESS="12", REPRISE_BASE_URL="http://127.0.0.1:8000") as running:
        yield running


@pytest.mark.django_db(transaction=True)
def test_what_another_process_announces_is_told_at_once_and_to_that_topic_only(server: Served) -> None:
    with open_page(server, TOPIC) as alice, open_page(server, "conversation:other") as bob:
        announce(topic=TOPIC, number=7)
        assert alice.hears(lambda told: "after" in told, within=1) == {"after": 7, "topic": 0}
        assert bob.hears_nothing("after")


@pytest.mark.django_db(transaction=True)
def test_of_a_note_only_staff_are_told(server: Served) -> None:
    with open_page(server, TOPIC) as alice, open_page(server, TOPIC, side="staff", name="Inès") as ines:
        announce(topic=TOPIC, number=8, staff_only=True)
        assert ines.hears(lambda told: "after" in told) == {"after": 8, "topic": 0}
        assert alice.hears_nothing("after")


def test_each_side_sees_the_other_type_and_nobody_themselves(server: Served) -> None:
    with open_page(server, TOPIC) as alice, open_page(server, TOPIC, side="staff", name="Inès") as ines:
        ines.say(typing=True, topic=0)
        told = alice.hears(lambda told: "typing" in told)
        assert told == {"typing": {"side": "staff", "name": "Inès"}, "topic": 0}
        alice.say(typing=True, topic=0)
        assert ines.hears(lambda told: "typing" in told)["typing"]["side"] == "customer"
        assert all("typing" not in said or said["typing"]["side"] == "customer" for said in ines.heard)


def test_a_customer_learns_no_more_than_the_first_name_of_whoever_types(server: Served) -> None:
    with open_page(server, TOPIC) as alice, open_page(server, TOPIC, side="staff", name="Inès Marchetti") as ines:
        with open_page(server, TOPIC, side="staff", name="Marc Petit") as marc:
            ines.say(typing=True, topic=0)
            assert marc.hears(lambda told: "typing" in told)["typing"]["name"] == "Inès Marchetti"
        assert alice.hears(lambda told: "typing" in told)["typing"]["name"] == "Inès"


def test_of_a_note_being_typed_only_colleagues_are_told(server: Served) -> None:
    with (
        open_page(server, TOPIC) as alice, open_page(server, TOPIC, side="staff", name="Inès") as ines,
        open_page(server, TOPIC, side="staff", name="Marc") as marc,
    ):  # fmt: skip
        ines.say(typing=True, topic=0, note=True)
        assert marc.hears(lambda told: "typing" in told)["typing"]["name"] == "Inès"
        assert alice.hears_nothing("typing")


def test_how_far_one_side_has_read_reaches_the_other(server: Served) -> None:
    with open_page(server, TOPIC) as alice, open_page(server, TOPIC, side="staff", name="Inès") as ines:
        alice.say(read=12, topic=0)
        assert ines.hears(lambda told: "read" in told) == {"read": {"side": "customer", "to": 12}, "topic": 0}


def test_staff_see_who_else_looks_and_customers_never_do(server: Served) -> None:
    topic = "conversation:looking"
    with open_page(server, topic) as alice, open_page(server, topic, side="staff", name="Inès") as ines:
        with open_page(server, topic, side="staff", name="Marc"):
            here = [{"side": "customer", "name": ""}, {"side": "staff", "name": "Marc"}]
            ines.hears(lambda told: told.get("here") == here)
        assert alice.hears_nothing("here")


@pytest.mark.django_db(transaction=True)
def test_whoever_looks_is_present_in_every_process_and_whoever_looks_elsewhere_is_not(server: Served) -> None:
    topic = "conversation:presence"
    with open_page(server, topic) as alice, open_page(server, topic, side="staff", name="Inès") as ines:
        until(lambda: present(topic, "customer") and present(topic, "staff"))
        ines.leave()
        alice.say(away=True)
        until(lambda: not present(topic, "customer"))
        announce(topic=topic, number=3)
        assert alice.hears(lambda told: "after" in told)["after"] == 3  # away is not gone
        alice.say(away=False)
        until(lambda: present(topic, "customer"))
        until(lambda: not present(topic, "staff"))


def test_a_pass_that_is_forged_or_has_run_out_follows_nothing(server: Served) -> None:
    old = pass_for(topic=TOPIC, side="staff", at=datetime.now(UTC) - timedelta(days=2))
    with open_page(server) as page:
        page.say(follow=["forged", old, a_pass(TOPIC), 7, None])
        assert page.hears(lambda told: "following" in told)["following"] == [2]
        assert [told["topic"] for told in page.heard if "over" in told] == [0, 1, 3, 4]
        page.say(typing=True, topic=1)  # nothing to be heard by anybody
        page.say(still=True)
        page.hears(lambda told: told == {"still": True})


@pytest.mark.parametrize("said", ["", "null", "[]", "{", '"a"', "[" * 30_000, '{"follow": "all"}', '{"read": -1}'])
def test_nonsense_ends_the_line(server: Served, said: str) -> None:
    with open_page(server, TOPIC) as page:
        page.say_raw(said)
        assert page.closed_with() == 1008


NO_NUMBERS = ({"read": 2**60}, {"topic": True}, {"topic": "0"}, {"read": 1.5}, {"follow": ["a"] * 61})


@pytest.mark.parametrize("told", NO_NUMBERS)
def test_numbers_that_are_none_end_the_line(server: Served, told: dict[str, object]) -> None:
    with open_page(server, TOPIC) as page:
        page.say(**told)
        assert page.closed_with() == 1008


def test_bytes_and_long_messages_end_the_line(server: Served) -> None:
    with open_page(server, TOPIC) as page:
        page.say_raw(b"\x00\xff")
        assert page.closed_with() == 1008
    with open_page(server, TOPIC) as page:
        page.say_raw('{"a": "' + "a" * 40_000 + '"}')
        assert page.closed_with() == 1009


def test_whoever_talks_without_end_is_hung_up_on(server: Served) -> None:
    with open_page(server, TOPIC) as page:
        with suppress(ConnectionClosed):  # before the last was said
            for _ in range(60):
                page.say(still=True)
        assert page.closed_with() == 1008


FOREIGN = ("https://evil.example", "http://127.0.0.1:1", "null", "nonsense", "http://127.0.0.1@evil.example", "//[")


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_opens_no_socket(server: Served, origin: str) -> None:
    assert refused(server, Origin=origin) == 403


def test_a_page_of_ours_opens_one(server: Served) -> None:
    assert refused(server, Origin=f"http://127.0.0.1:{server.port}") == 101
    assert refused(server, Origin="http://127.0.0.1:8000") == 101  # REPRISE_BASE_URL, behind a proxy that renames
    assert refused(server) == 101  # a program, which has a pass or hears nothing


def test_a_host_that_is_not_ours_opens_none(server: Served) -> None:
    assert refused(server, Host="evil.example", Origin="http://evil.example") == 403


def test_another_path_is_no_socket_and_the_socket_is_no_page(server: Served) -> None:
    assert refused(server, path="/") == 403
    assert refused(server, Upgrade="nothing") == 426


def test_one_address_holds_no_more_than_its_share(server: Served) -> None:
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(open_page(server, TOPIC))
        assert refused(server) == 403
    with open_page(server, TOPIC):  # they are free again
        pass


def test_a_server_that_stops_tells_its_pages_to_come_back_and_leaves_nothing_behind(django_db_setup: None) -> None:
    with served() as server, ExitStack() as stack:
        pages = [stack.enter_context(open_page(server, TOPIC)) for _ in range(20)]
        assert server.stop() < 5
        assert {page.closed_with() for page in pages} == {1012}
        assert not [place for place in LIVE.iterdir() if place.name.startswith(f"{server.process.pid}-")]
