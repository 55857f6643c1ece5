"""How long somebody may take to say what they want, and how much: nobody holds a connection or our memory for ever."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

LOOK: Final = 10.0  # seconds from one look at a connection to the next
LEAST: Final = 2_048  # bytes of a body that come between two looks, on the worst of telephones too
PATIENCE: Final = 3  # looks at which nothing moved
MOST_ASIDE: Final = 65_536  # bytes of headers, or of what else is no body, without an end
TOO_MUCH: Final = b"The headers of this request are too large."


class Patient(HttpToolsProtocol):
    """The server's way to speak HTTP, with an end to waiting.

    The server itself waits without one for headers, for a body and for whoever never reads an answer, and keeps headers
    in memory however many come.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server's own
        super().connection_made(transport)
        self._came, self._aside = 0, 0  # bytes since the last look; bytes since the last that are part of a body
        self._left, self._still = 0, 0  # bytes nobody took at the last look; looks at which nothing moved
        self._heads, self._seen = 0, 0  # requests whose headers are whole; how many were at the last look
        self._in_head = True
        self._timer = self.loop.call_later(LOOK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._came += len(data)
        self._aside += len(data)  # set back where some of it leads on
        super().data_received(data)
        if self._aside > MOST_ASIDE and not self.transport.is_closing():
            self._refuse()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # after a body it may be one that a proxy in front would not have let through
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head, self._aside = False, 0
        self._heads += 1
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._aside = 0
        super().on_body(body)

    def _look(self) -> None:
        """Hang up where nothing has moved for too long."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:  # it speaks WebSocket by now
            return
        self._still = 0 if self._moves() else self._still + 1
        self._seen, self._came, self._left = self._heads, 0, self.transport.get_write_buffer_size()
        if self._still >= PATIENCE:
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(LOOK, self._look)

    def _moves(self) -> bool:
        """Whether somebody is getting on with what they ask, or it is ours to answer."""
        if self._heads != self._seen:
            return True
        if left := self.transport.get_write_buffer_size():
            return left != self._left
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete:  # the next request has not come to the end of its headers
            return False
        return not cycle.more_body or self.flow.read_paused or self._came >= LEAST

    def _refuse(self) -> None:
        """Say why where no answer has begun, and hang up."""
        cycle: Any = self.cycle
        if not self._in_head or (cycle is not None and not cycle.response_complete):
            self.transport.abort()
            return
        told = [b"content-type: text/plain; charset=utf-8", b"content-length: %d" % len(TOO_MUCH), b"connection: close"]
        self.transport.write(STATUS_LINE[431] + b"\r\n".join([*told, b"", TOO_MUCH]))
        self.transport.close()
