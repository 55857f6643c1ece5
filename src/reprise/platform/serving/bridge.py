"""Pages are plain functions in threads; the server speaks asyncio. This is the way between them.

A request is taken in whole before a thread begins with it, so that somebody who sends slowly holds none; then one step
into the thread and one back, where a general bridge takes one for every piece.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final
from urllib.parse import unquote_to_bytes

from reprise.platform.serving.threads import FirstThread, Threads

IN_MEMORY: Final = 1 << 20  # bytes of a request kept out of a temporary file
STEP: Final = 1 << 23  # bytes of a request on the disk after which its room is looked at again
ROOM: Final = 1 << 28  # bytes of the disk, or a twentieth of a small one, that requests leave to everybody else
PIECE: Final = 1 << 18  # bytes of a long answer sent at a time
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class TooLarge(Exception):
    """More than this server takes in."""


class NoRoom(Exception):
    """The disk would be too full for everybody."""


@dataclass(slots=True)
class Answer:
    """How an answer begins, and where the rest of it comes from."""

    status: int
    headers: list[tuple[bytes, bytes]]
    first: bytes
    rest: Iterator[bytes] | None  # None: that was all


class Bridge:
    """A WSGI application for an ASGI server; `most` bounds the bytes of one request."""

    def __init__(self, application: Application, *, threads: Threads | FirstThread, most: int) -> None:
        self._application, self._threads, self._most = application, threads, most

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await self._taken_in(scope, receive)
        except TooLarge:
            await _refuse(send, 413, b"This is too large to send at once.")
            return
        except NoRoom:
            await _refuse(send, 503, b"There is no room for this at present. Send it again later.")
            return
        if body is None:
            return
        answer = await self._threads.run(self._answer, environ_of(scope, body))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        piece, rest = answer.first, answer.rest
        while rest is not None:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await self._threads.run(next, rest, b"")
            rest = rest if piece else None
        await send({"type": "http.response.body", "body": piece})

    async def _taken_in(self, scope: Any, receive: Any) -> IO[bytes] | None:
        """The whole request body, at its beginning; None when the sender went away."""
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._most:
            raise TooLarge
        body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # closed with the request
        taken, looked = 0, IN_MEMORY
        while True:
            message = await receive()
            if message["type"] != "http.request":
                body.close()
                return None
            taken += len(message.get("body", b""))
            if taken > self._most:
                body.close()
                raise TooLarge
            if taken > looked:
                looked = taken + STEP
                if not _has_room():
                    body.close()
                    raise NoRoom
            body.write(message.get("body", b""))
            if not message.get("more_body"):
                body.seek(0)
                return body

    def _answer(self, environ: Environ) -> Answer:
        """In a thread: the application's answer, whole when it is short."""
        begun: list[Any] = []
        parts = self._application(environ, lambda status, headers, _=None: begun.extend((status, headers)))
        pieces = _pieces(parts, environ["wsgi.input"])
        first = next(pieces, b"")
        second = next(pieces, b"") if len(first) >= PIECE else b""
        status, headers = begun
        # Django begins its cookies with a space, which a strict server refuses.
        told = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        rest = _with(second, pieces) if second else None
        if rest is None:
            next(pieces, None)  # runs to its end, and closes
        return Answer(int(status[:3]), told, first, rest)


def environ_of(scope: Any, body: IO[bytes]) -> Environ:
    """What WSGI calls the request."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"], "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": unquote_to_bytes(scope["raw_path"].partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"), "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]), "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}", "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0), "wsgi.url_scheme": scope.get("scheme", "http"), "wsgi.input": body,
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    for name, value in scope["headers"]:
        if b"_" in name:  # would pass for the header with a dash, which a proxy in front may have checked
            continue
        plain = name.decode("latin-1").upper().replace("-", "_")
        key = plain if plain in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{plain}"
        said = value.decode("latin-1")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{said}" if key in environ else said
    if "CONTENT_LENGTH" not in environ:  # it came in pieces of which none told the whole, and nothing else says its end
        environ["CONTENT_LENGTH"] = str(_length(body))
    return environ


def _length(body: IO[bytes]) -> int:
    body.seek(0, os.SEEK_END)
    length = body.tell()
    body.seek(0)
    return length


def _pieces(parts: Iterable[bytes], body: IO[bytes]) -> Iterator[bytes]:
    """The answer in pieces worth a step to the server and back; closes what was opened, at the end."""
    gathered = bytearray()
    try:
        for part in parts:
            gathered += part
            if len(gathered) >= PIECE:
                yield bytes(gathered)
                gathered.clear()
        if gathered:
            yield bytes(gathered)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
        body.close()


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _has_room() -> bool:
    disk = shutil.disk_usage(tempfile.gettempdir())
    return disk.free - STEP > min(ROOM, disk.total // 20)


async def _refuse(send: Any, status: int, said: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said})
