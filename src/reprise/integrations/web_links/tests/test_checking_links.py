"""Addresses are asked briefly, and never inside this network."""

import httpx
import pytest

from reprise.integrations.web_links.check import Answered, check_links
from reprise.integrations.web_links.places import Unwelcome, public_place

PUBLIC = "93.184.216.34"


def outside(_host: str) -> list[str]:
    return [PUBLIC]


class Web:
    """A web that answers by host and path, and remembers what it was asked."""

    def __init__(self, **answers: tuple[int, str]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.strip("/")
        self.asked.append((request.method, request.headers["Host"], request.url.host))
        status, to = self.answers[name]
        if status == 0:
            raise httpx.ConnectTimeout("silence")
        return httpx.Response(status, headers={"Location": to} if to else {})


def answered(web: Web, *names: str) -> list[Answered]:
    addresses = [f"https://law.example/{name}" for name in names]
    told = check_links(addresses, wire=httpx.MockTransport(web), resolve=outside)
    assert [one.address for one in told] == addresses
    return [one.answered for one in told]


def test_what_answers_what_is_gone_and_what_is_silent_are_told_apart() -> None:
    web = Web(here=(200, ""), gone=(404, ""), shy=(403, ""), broken=(502, ""), silent=(0, ""))
    told = answered(web, "here", "gone", "shy", "broken", "silent")
    assert told == [Answered.FINE, Answered.GONE, Answered.SHY, Answered.SILENT, Answered.SILENT]


def test_a_move_for_good_tells_where_to_and_a_passing_one_is_fine() -> None:
    web = Web(old=(301, "/new"), new=(200, ""), today=(302, "https://law.example/new"))
    old, today = check_links(
        ["https://law.example/old", "https://law.example/today"], wire=httpx.MockTransport(web), resolve=outside
    )
    assert (old.answered, old.to) == (Answered.MOVED, "https://law.example/new")
    assert today.answered is Answered.FINE


def test_a_server_is_asked_by_the_number_that_was_looked_at() -> None:
    web = Web(here=(200, ""))
    assert answered(web, "here") == [Answered.FINE]
    assert web.asked == [("HEAD", "law.example", PUBLIC)]


def test_an_address_that_leads_round_in_a_circle_ends() -> None:
    web = Web(a=(302, "/b"), b=(302, "/a"))
    assert answered(web, "a") == [Answered.SILENT]
    assert len(web.asked) < 12


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.8"])
def test_nothing_inside_this_network_is_asked(inside: str) -> None:
    web = Web(here=(200, ""))
    told = check_links(["https://law.example/here"], wire=httpx.MockTransport(web), resolve=lambda _: [PUBLIC, inside])
    assert [one.answered for one in told] == [Answered.UNWELCOME]
    assert web.asked == []


def test_a_public_address_that_leads_inside_is_not_followed() -> None:
    web = Web(here=(302, "https://router.example/"))
    told = check_links(
        ["https://law.example/here"], wire=httpx.MockTransport(web),
        resolve=lambda host: [PUBLIC] if host == "law.example" else ["192.168.1.1"],
    )  # fmt: skip
    assert told[0].answered is Answered.UNWELCOME
    assert {host for _, host, _ in web.asked} == {"law.example"}


@pytest.mark.parametrize(
    "address",
    [
        "http://law.example/",
        "https://law.example:8443/",
        "https://law..example/",
        "https://a:b@law.example/",
        "https:///x",
        "https://[x/",
        "ftp://a",
    ],
)
def test_only_plain_https_is_asked(address: str) -> None:
    with pytest.raises(Unwelcome):
        public_place(address, outside)


@pytest.mark.parametrize("nowhere", ["https://[", "//[::1", "https://law.example:port/"])
def test_a_server_that_leads_to_what_is_no_address_does_not_stop_the_others(nowhere: str) -> None:
    web = Web(odd=(302, nowhere), here=(200, ""))
    odd, here = answered(web, "odd", "here")
    assert odd in {Answered.SILENT, Answered.UNWELCOME}
    assert here is Answered.FINE
