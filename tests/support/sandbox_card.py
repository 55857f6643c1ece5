"""The sandbox card provider as a process of its own, told how to behave, and its ledger as the witness."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

COMMAND = "import sys; from reprise.web.cli.main import main; sys.exit(main())"


class SandboxCard:
    """A running provider; its ledger outlives it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._start(0)

    def _start(self, port: int) -> None:
        words = ["sandbox-card", "--port", str(port), "--data", str(self._folder)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        self._process.stdout.close()

    def stop(self, *, kill: bool = False) -> None:
        """End the process, by kill -9 if asked."""
        self._process.kill() if kill else self._process.terminate()
        self._process.wait(10)

    def again(self) -> None:
        """Start it again at the same address, with the ledger it had."""
        self._start(int(self.url.rpartition(":")[2]))

    def behave(self, mode: str, **more: Any) -> None:
        """Tell it how to treat the next refunds."""
        httpx.post(f"{self.url}/behave", json={"mode": mode, **more}, trust_env=False).raise_for_status()

    def ledger(self) -> dict[str, Any]:
        """All it knows: refunds, and the sums it paid out."""
        found: dict[str, Any] = httpx.get(f"{self.url}/ledger", trust_env=False).raise_for_status().json()
        return found

    def paid(self, payment: str) -> list[int]:
        """Every sum it paid out of one payment."""
        ledger = self.ledger()
        ids = {row["id"] for row in ledger["refunds"] if row["payment"] == payment}
        return [payout["amount"] for payout in ledger["payouts"] if payout["refund"] in ids]

    def calls(self, payment: str) -> int:
        """How often it was asked for refunds of one payment, as far as it wrote them down."""
        return sum(row["calls"] for row in self.ledger()["refunds"] if row["payment"] == payment)
