"""The provider's process: plainly a sandbox, on this machine alone, with a ledger that outlives it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from reprise.integrations.sandbox_card.ledger import Ledger
from reprise.integrations.sandbox_card.page import page
from tests.support.sandbox_card import COMMAND, SandboxCard

ASKED = {"payment": "ch_1", "amount": 500, "currency": "EUR"}


def test_its_page_says_that_it_is_a_sandbox(sandbox: SandboxCard) -> None:
    shown = httpx.get(sandbox.url, trust_env=False)
    assert "SANDBOX" in shown.text
    assert "moves no money" in shown.text
    assert "script" not in shown.headers["Content-Security-Policy"]


def test_its_page_shows_markup_as_text(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite3")
    ledger.take(key="k" * 8, payment="<script>", amount=1, currency="EUR", status="settled", wait=0, at=0)
    assert b"<script>" not in page(ledger.refunds(), "ok")


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        ("/refunds", b"{", 400), ("/refunds", b"[]", 400), ("/refunds", b'{"payment": "x", "amount": -1}', 400),
        ("/behave", b'{"mode": "rude"}', 400), ("/elsewhere", b"{}", 404), ("/refunds", b"", 400),
        ("/refunds", b"x" * 20_000, 400),
    ],
)  # fmt: skip
def test_bad_input_is_refused(sandbox: SandboxCard, path: str, content: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": "key-12345678"}
    with httpx.Client(base_url=sandbox.url, trust_env=False) as http:
        assert http.post(path, content=content, headers=headers).status_code == status


def test_a_page_of_another_site_cannot_reach_it(sandbox: SandboxCard) -> None:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as http:
        assert http.get("/ledger", headers={"Host": "evil.example:80"}).status_code == 421
        assert http.post("/behave", data={"mode": "fail"}).status_code == 400


def test_twenty_calls_at_once_under_one_key_are_one_refund(sandbox: SandboxCard) -> None:
    def ask(_: int) -> str:
        with httpx.Client(base_url=sandbox.url, trust_env=False, timeout=20) as http:
            reply = http.post("/refunds", json={**ASKED, "payment": "ch_20"}, headers={"Idempotency-Key": "key-twenty"})
        return str(reply.json()["id"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
    assert sandbox.paid("ch_20") == [500]
    assert sandbox.calls("ch_20") == 20


def test_it_remembers_after_a_kill(tmp_path: Path) -> None:
    provider = SandboxCard(tmp_path)
    headers = {"Idempotency-Key": "key-12345678"}
    first = httpx.post(f"{provider.url}/refunds", json=ASKED, headers=headers, trust_env=False).json()
    provider.stop(kill=True)
    provider.again()
    again = httpx.post(f"{provider.url}/refunds", json=ASKED, headers=headers, trust_env=False).json()
    assert again["id"] == first["id"]
    assert provider.paid("ch_1") == [500]
    provider.stop()


def test_a_port_that_is_taken_is_said_plainly(sandbox: SandboxCard, tmp_path: Path) -> None:
    words = ["sandbox-card", "--port", sandbox.url.rpartition(":")[2], "--data", str(tmp_path)]
    done = subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot start" in done.stderr
