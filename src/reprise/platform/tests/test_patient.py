"""Whoever sends without an end, or stops in the middle, is hung up on; whoever is merely slow is not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from reprise.platform.serving import patient
from reprise.platform.serving.patient import MOST_ASIDE, Patient
from tests.support import own_loop
from tests.support.waiting import ends

HEAD = b"POST / HTTP/1.1\r\nHost: shop.test\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
SMALL = b"X: 1\r\n"

Story = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the names of the headers and the body."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message.get("body", b""), message.get("more_body", False)
    told = b" ".join([*sorted(name for name, _ in scope["headers"]), b"|", body])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": told})


def answer_to(story: Story, monkeypatch: pytest.MonkeyPatch, *, look: float = 60.0) -> bytes:
    """What somebody hears of the server until it hangs up."""
    monkeypatch.setattr(patient, "LOOK", look)
    config = uvicorn.Config(echo, http=Patient, log_config=None)
    config.load()

    async def told() -> bytes:
        made = lambda: Patient(config=config, server_state=ServerState(), app_state={})  # noqa: E731
        async with await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            try:
                return await story(reader, writer)
            except ConnectionError:
                return b""
            finally:
                writer.close()

    with ends():
        return own_loop.run(told())


def sends(*pieces: bytes) -> Story:
    """Sends these and listens."""

    async def story(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await reader.read()

    return story


@pytest.mark.parametrize("said", [b"", b"POST / HT", HEAD + b"X: ", HEAD + b"Content-Length: 9\r\n\r\nhalf", CHUNKED])
def test_who_stops_in_the_middle_is_hung_up_on(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer_to(sends(said), monkeypatch, look=0.02) == b""


def test_headers_without_an_end_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answer_to(sends(HEAD, *[SMALL * 1_000] * (MOST_ASIDE // 6_000 + 1)), monkeypatch)
    assert answer.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("more", [SMALL * 1_000, b"\r\n" * 3_000, b"X" * 6_000])
def test_what_follows_a_body_without_an_end_is_not_kept(more: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Headers after the last chunk, empty lines before the next request."""
    endless = [more] * (1_000_000 // len(more))  # several of the pieces the system hands over
    assert answer_to(sends(CHUNKED, b"1\r\na\r\n0\r\n", *endless), monkeypatch) == b""


def test_a_header_after_the_body_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in front looks at those before it."""
    answer = answer_to(sends(CHUNKED, b"1\r\na\r\n0\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n"), monkeypatch)
    assert b"host transfer-encoding | a" in answer
    assert b"x-forwarded-for" not in answer


def test_a_body_that_comes_slowly_and_steadily_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "LEAST", 1)

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(HEAD + b"Content-Length: 40\r\n\r\n")
        for _ in range(40):
            writer.write(b"a")
            await asyncio.sleep(0.02)
        return await reader.read()

    assert answer_to(slowly, monkeypatch, look=0.05).endswith(b"a" * 40 + b"\r\n0\r\n\r\n")


def test_a_long_answer_nobody_reads_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = asyncio.Event()

    async def endless(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while not gone.is_set():
            await send({"type": "http.response.body", "body": b"a" * 1_000_000, "more_body": True})

    lost = Patient.connection_lost

    def noted(self: Patient, fault: Exception | None) -> None:
        gone.set()
        lost(self, fault)

    monkeypatch.setattr(Patient, "connection_lost", noted)
    monkeypatch.setattr(f"{__name__}.echo", endless)

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(b"GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n")
        await gone.wait()
        return b"hung up"

    assert answer_to(deaf, monkeypatch, look=0.02) == b"hung up"
