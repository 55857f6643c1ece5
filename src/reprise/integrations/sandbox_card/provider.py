"""The sandbox provider itself: HTTP on loopback, JSON in and out, told to misbehave by POST /behave."""

import base64
import hmac
import json
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reprise.integrations.sandbox_card.behaviour import Behaviour, Mode, Order
from reprise.integrations.sandbox_card.ledger import Ledger, OtherTerms
from reprise.integrations.sandbox_card.page import page

LOOPBACK: Final = "127.0.0.1"
LARGEST_BODY: Final = 10_000
_STATUS: Final = {Mode.FAIL: "failed", Mode.PENDING: "pending"}


class RefundIn(BaseModel):
    """A refund asked for."""

    model_config = ConfigDict(strict=True)

    payment: str = Field(max_length=255)
    amount: int = Field(gt=0)
    currency: str = Field(min_length=3, max_length=3)


class BehaveIn(BaseModel):
    """An order to misbehave."""

    mode: Mode
    times: int | None = Field(default=None, ge=1)
    seconds: float = Field(default=10.0, ge=0, le=600)


class Provider(ThreadingHTTPServer):
    """One sandbox provider on loopback, with its ledger in a folder of its own."""

    daemon_threads = True

    def __init__(self, *, port: int, data_dir: Path, token: str = "") -> None:
        self.ledger = Ledger(data_dir / "sandbox-card.sqlite3")
        self.behaviour = Behaviour()
        self.token = token
        super().__init__((LOOPBACK, port), Handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{LOOPBACK}:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Provider
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The page, the ledger, or what became of a key."""
        if not self._admitted():
            return
        if self.path == "/":
            self._write(
                HTTPStatus.OK, page(self.server.ledger.refunds(), self.server.behaviour.current.mode), "text/html"
            )
        elif self.path == "/ledger":
            self._json(HTTPStatus.OK, self._ledger())
        elif self.path.startswith("/refunds/"):
            self._found(self.path.removeprefix("/refunds/"))
        else:
            self._json(HTTPStatus.NOT_FOUND, {"error": "no_such_page"})

    def do_POST(self) -> None:
        """A refund, or an order to misbehave."""
        if not self._admitted():
            return
        try:
            if self.path == "/refunds":
                self._refund(RefundIn.model_validate(self._body()), self.headers.get("Idempotency-Key", ""))
            elif self.path == "/behave":
                told = BehaveIn.model_validate(self._body())
                self.server.behaviour.set(Order(told.mode, told.times, told.seconds))
                self._json(HTTPStatus.OK, {"mode": told.mode})
            else:
                self._json(HTTPStatus.NOT_FOUND, {"error": "no_such_page"})
        except (ValueError, RecursionError, ValidationError):
            self.close_connection = True
            self._json(HTTPStatus.BAD_REQUEST, {"error": "unreadable"})

    def _refund(self, asked: RefundIn, key: str) -> None:
        if not 8 <= len(key) <= 64:
            self._json(HTTPStatus.BAD_REQUEST, {"error": "no_key"})
            return
        order = self.server.behaviour.next()
        if order.mode in {Mode.DROP, Mode.DOWN}:
            self._hang_up()
            return
        if order.mode is Mode.LATE:
            time.sleep(order.seconds)
        wait = order.seconds if order.mode is Mode.PENDING else 0
        try:
            row = self.server.ledger.take(
                key=key, status=_STATUS.get(order.mode, "settled"), wait=wait, at=time.time(), **asked.model_dump()
            )
        except OtherTerms:
            self._json(HTTPStatus.CONFLICT, {"error": "key_used_otherwise", "key": key})
            return
        if order.mode is Mode.SLOW:
            time.sleep(order.seconds)
        self._answer(order.mode, row.as_json())

    def _answer(self, mode: Mode, told: dict[str, object]) -> None:
        if mode is Mode.DROP_AFTER:
            self._hang_up()
        elif mode is Mode.GARBAGE:
            self._write(HTTPStatus.OK, b"<html>\xff\x00 gateway time-out", "text/html")
        elif mode is Mode.ERROR:
            self._json(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "internal"})
        else:
            self._json(HTTPStatus.OK, told)

    def _found(self, key: str) -> None:
        if self.server.behaviour.current.mode is Mode.DOWN:
            self._hang_up()
            return
        row = self.server.ledger.find(key, at=time.time())
        if row is None:
            self._json(HTTPStatus.NOT_FOUND, {"error": "no_such_key", "key": key})
        else:
            self._json(HTTPStatus.OK, row.as_json())

    def _ledger(self) -> dict[str, object]:
        ledger = self.server.ledger
        return {
            "sandbox": True,
            "refunds": [row.as_json() for row in ledger.refunds()],
            "payouts": [{"refund": refund, "amount": amount} for refund, amount in ledger.payouts()],
        }

    def _admitted(self) -> bool:
        """Whether the caller talks to this machine by its own name, and knows the token if there is one.

        The name keeps a page of another site, open in a browser here, from reaching it under a name of its own.
        """
        host = self.headers.get("Host", "").rpartition(":")[0]
        known = f"Basic {base64.b64encode(f':{self.server.token}'.encode()).decode()}"
        given = self.headers.get("Authorization", "")
        if host not in {LOOPBACK, "localhost"}:
            self._json(HTTPStatus.MISDIRECTED_REQUEST, {"error": "loopback_only"})
        elif self.server.token and not hmac.compare_digest(given.encode(), known.encode()):
            self._json(HTTPStatus.UNAUTHORIZED, {"error": "no_token"})
        else:
            return True
        self.close_connection = True
        return False

    def _body(self) -> Any:
        """The JSON of a request; a form of a web page is not one."""
        length = int(self.headers.get("Content-Length", "0"))
        if not 0 < length <= LARGEST_BODY or self.headers.get("Content-Type", "").split(";")[0] != "application/json":
            raise ValueError("not a small JSON document")
        return json.loads(self.rfile.read(length))

    def _json(self, status: HTTPStatus, told: dict[str, object]) -> None:
        self._write(status, json.dumps(told).encode(), "application/json")

    def _write(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("X-Sandbox", "true")
        self.end_headers()
        self.wfile.write(content)

    def _hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing: its ledger tells all."""
