"""The websocket at /live/, spoken directly to the server: no session, no database, no content."""

import asyncio
import contextlib
from typing import Any, Final

from django.conf import settings

from reprise.platform.live.exchange import EXCHANGE
from reprise.web.client_address import address_told
from reprise.web.live.connection import Connection
from reprise.web.live.door import Door
from reprise.web.live.origin import is_ours
from reprise.web.live.said import Nonsense

PATH: Final = "/live/"
PATIENCE: Final = 10.0  # seconds until somebody who follows nothing is sent away
NONSENSE, NOTHING_ASKED = 1008, 1000  # how a socket is closed
DOOR: Final = Door()


async def live(scope: Any, receive: Any, send: Any) -> None:
    """Serve what comes to /live/ and every socket."""
    if scope["type"] == "http":
        await _not_a_page(send)
        return
    await receive()  # it connects
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    peer = (scope.get("client") or ("",))[0]
    address = address_told(forwarded=headers.get("x-forwarded-for", ""), peer=peer)
    closed = settings.ENV.maintenance or scope["path"] != PATH or not is_ours(headers)
    if closed or not DOOR.enter(address):
        await send({"type": "websocket.close"})  # refused with 403: the page asks every few seconds instead
        return
    try:
        await send({"type": "websocket.accept"})
        await EXCHANGE.begin()
        await _serve(Connection(receive, send), send)
    finally:
        DOOR.leave(address)


async def _serve(connection: Connection, send: Any) -> None:
    writing = asyncio.create_task(connection.write())
    code = None
    try:
        await connection.read(patience=PATIENCE)
    except Nonsense:
        code = NONSENSE
    except TimeoutError:
        code = NOTHING_ASKED
    finally:
        connection.leave()
        writing.cancel()
        # A page that is gone makes the writing fail, which is nothing to tell.
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await writing
    if code is not None:
        await send({"type": "websocket.close", "code": code})


async def _not_a_page(send: Any) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"upgrade", b"websocket")]
    await send({"type": "http.response.start", "status": 426, "headers": headers})
    await send({"type": "http.response.body", "body": b"This address speaks WebSocket; it shows no page."})
