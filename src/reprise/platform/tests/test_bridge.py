"""The way between the server and the pages: whole requests in, answers out, and nothing left open."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from reprise.platform.serving.bridge import IN_MEMORY, PIECE, ROOM, STEP, Bridge
from reprise.platform.serving.threads import Threads
from tests.support import own_loop

Parts = Iterator[bytes] | list[bytes]


def ask(page: Callable[[dict[str, Any]], Parts], *bodies: bytes, most: int = 1_000, **scope: Any) -> list[Any]:
    """What the server is told when a request with these pieces of body comes."""
    given = [{"type": "http.request", "body": body, "more_body": True} for body in bodies[:-1]]
    given.append({"type": "http.request", "body": bodies[-1] if bodies else b""})
    told: list[Any] = []

    async def receive() -> Any:
        return given.pop(0)

    async def send(message: Any) -> None:
        told.append(message)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Parts:
        start("201 Created", [("X-Kept", "é")])
        return page(environ)

    asked = {
        "type": "http", "method": "POST", "raw_path": b"/caf%C3%A9", "query_string": b"a=1", "http_version": "1.1",
        "headers": [], "client": ("192.0.2.9", 5), "server": ("shop.test", 80), **scope,
    }  # fmt: skip
    own_loop.run(Bridge(application, threads=Threads(2), most=most)(asked, receive, send))
    return told


def test_a_page_reads_the_whole_request_and_its_answer_goes_out() -> None:
    seen: dict[str, Any] = {}

    def page(environ: dict[str, Any]) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        return [b"one ", b"two"]

    headers = [(b"content-type", b"text/plain"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"x-real-ip", b"192.0.2.1")]
    begun, rest = ask(page, b"first ", b"second", headers=headers)
    assert (begun["status"], begun["headers"]) == (201, [(b"x-kept", b"\xe9")])
    assert rest == {"type": "http.response.body", "body": b"one two"}
    assert (seen["body"], seen["PATH_INFO"], seen["QUERY_STRING"]) == (b"first second", "/caf\xc3\xa9", "a=1")
    assert (seen["CONTENT_TYPE"], seen["HTTP_COOKIE"], seen["REMOTE_ADDR"]) == ("text/plain", "a=1; b=2", "192.0.2.9")


def test_a_request_that_comes_in_pieces_of_unknown_length_is_read_to_its_end() -> None:
    def page(environ: dict[str, Any]) -> list[bytes]:
        return [WSGIRequest(environ).body]

    _begun, rest = ask(page, b"first ", b"second", headers=[(b"transfer-encoding", b"chunked")])
    assert rest["body"] == b"first second"


def test_a_header_that_only_looks_like_one_a_proxy_sets_is_dropped() -> None:
    seen: dict[str, Any] = {}
    ask(lambda environ: [str(seen.update(environ)).encode()], headers=[(b"x_forwarded_for", b"203.0.113.7")])
    assert "HTTP_X_FORWARDED_FOR" not in seen


def test_a_long_answer_goes_out_in_pieces_and_is_closed() -> None:
    closed = []

    def page(_: dict[str, Any]) -> Iterator[bytes]:
        try:
            for _number in range(5):
                yield b"x" * (PIECE // 2)
        finally:
            closed.append(True)

    _begun, *pieces = ask(page)
    assert b"".join(piece["body"] for piece in pieces) == b"x" * (PIECE // 2) * 5
    assert [bool(piece.get("more_body")) for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    assert len(pieces) > 2
    assert closed == [True]


def test_too_much_is_refused_whether_it_is_announced_or_not() -> None:
    for headers in ([(b"content-length", b"2000")], []):
        begun, _ = ask(lambda _: [b"never"], b"x" * 600, b"x" * 600, headers=headers)
        assert begun["status"] == 413


def test_a_long_request_leaves_room_on_the_disk_to_everybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(total=1 << 40, free=ROOM + STEP)
    monkeypatch.setattr("shutil.disk_usage", lambda _: full)
    small, large = b"x" * IN_MEMORY, b"x" * (IN_MEMORY + 1)
    most = 2 * IN_MEMORY
    assert ask(lambda environ: [environ["wsgi.input"].read(1)], small, most=most)[0]["status"] == 201
    assert ask(lambda _: [b"never"], large, most=most)[0]["status"] == 503
    full.free += 1
    assert ask(lambda environ: [environ["wsgi.input"].read(1)], large, most=most)[0]["status"] == 201


def test_who_goes_away_while_sending_is_answered_nothing() -> None:
    asked: list[int] = []

    def page(*_: Any) -> list[bytes]:
        asked.append(1)
        return []

    async def gone() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "headers": []}
    own_loop.run(Bridge(page, threads=Threads(1), most=10)(scope, gone, send))
    assert not asked
