"""A model on a stand-in server: asked as it expects, and every way it may fail is one kind of fault."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from reprise.apps.knowledge.ports import ModelFault
from reprise.integrations.language_model import ChatModel


@contextmanager
def stand_in(
    body: bytes, status: int = 200, pause: float = 0, **headers: str
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that answers every question with the same, and remembers what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **json.loads(sent)})
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            for piece in [body[n : n + 1] for n in range(len(body))] if pause else [body]:
                with suppress(OSError):  # whoever asked has gone
                    self.wfile.write(piece)
                    time.sleep(pause)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(words: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


def test_a_question_goes_out_with_the_key_and_without_chance() -> None:
    with stand_in(said("Bonjour.")) as (address, asked):
        answer = ChatModel(address=address, model="small", key="k-1").ask(instructions="Be short.", question="Allô ?")
    assert answer == "Bonjour."
    (sent,) = asked
    assert (sent["path"], sent["key"], sent["model"], sent["temperature"]) == (
        "/v1/chat/completions", "Bearer k-1", "small", 0,
    )  # fmt: skip
    assert [one["role"] for one in sent["messages"]] == ["system", "user"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"busy", 503), (b"not json", 200), (b"{}", 200), (b'{"choices": []}', 200), (said("x" * 70_000), 200),
        (b'{"choices": [{"message": 1}]}', 200), (b'{"error": "no such key"}', 401),
    ],
)  # fmt: skip
def test_whatever_is_no_answer_is_one_kind_of_fault(body: bytes, status: int) -> None:
    with stand_in(body, status) as (address, _), pytest.raises(ModelFault):
        ChatModel(address=address, model="small").ask(instructions="", question="?")


def test_nobody_is_led_elsewhere_with_the_key() -> None:
    with (
        stand_in(said("caught")) as (elsewhere, asked),
        stand_in(b"", 307, Location=elsewhere) as (address, _),
        pytest.raises(ModelFault),
    ):
        ChatModel(address=address, model="small", key="k-1").ask(instructions="", question="?")
    assert asked == []


def test_an_answer_that_only_drips_is_given_up() -> None:
    with stand_in(said("Bonjour."), pause=0.02) as (address, _), pytest.raises(ModelFault, match="too slow"):
        ChatModel(address=address, model="small", seconds=0.2).ask(instructions="", question="?")


def test_a_packed_answer_is_none() -> None:
    packed = gzip.compress(said("x" * 50_000))
    with stand_in(packed, Content_Encoding="gzip") as (address, _), pytest.raises(ModelFault):
        ChatModel(address=address, model="small").ask(instructions="", question="?")


def test_nobody_there_is_a_fault() -> None:
    with pytest.raises(ModelFault):
        ChatModel(address="http://127.0.0.1:9", model="small").ask(instructions="", question="?")


@pytest.mark.parametrize("address", ["http://models.example.org/v1", "http://10.0.0.5/v1", "ftp://127.0.0.1.evil.org"])
def test_questions_do_not_leave_the_machine_in_the_clear(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        ChatModel(address=address, model="small")
