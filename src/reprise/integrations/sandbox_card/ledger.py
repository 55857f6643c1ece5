"""The sandbox provider's own ledger: one row per refund it knows, one per sum it has paid out."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

TABLES: Final = """
CREATE TABLE IF NOT EXISTS refund (
    key TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, payment TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', settles_at REAL NOT NULL DEFAULT 0,
    calls INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS payout (
    number INTEGER PRIMARY KEY AUTOINCREMENT, refund TEXT NOT NULL REFERENCES refund (id), payment TEXT NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, at REAL NOT NULL
);
"""


class OtherTerms(Exception):
    """The key is known, for another payment or amount."""


@dataclass(frozen=True, slots=True)
class Row:
    """A refund as the provider knows it."""

    id: str
    key: str
    payment: str
    amount: int
    currency: str
    status: str
    reason: str
    calls: int

    def as_json(self) -> dict[str, object]:
        """What callers are told."""
        return asdict(self)


class Ledger:
    """A file of its own; every change is one durable transaction."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self._change() as db:
            for statement in TABLES.split(";"):
                db.execute(statement)

    def take(self, *, key: str, payment: str, amount: int, currency: str, status: str, wait: float, at: float) -> Row:
        """Do a refund, once per key; the same key again answers what became of the first."""
        reason = "declined_by_issuer" if status == "failed" else ""
        values = (key, f"sbx_{secrets.token_hex(8)}", payment, amount, currency, status, reason, at + wait)
        with self._change() as db:
            new = db.execute(
                "INSERT INTO refund (key, id, payment, amount, currency, status, reason, settles_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                values,
            ).rowcount
            db.execute("UPDATE refund SET calls = calls + 1 WHERE key = ?", (key,))
            if new and status == "settled":
                _pay_out(db, key, at)
            row = _row(db, key)
        if row is None or (row.payment, row.amount, row.currency) != (payment, amount, currency):
            raise OtherTerms(key)
        return row

    def find(self, key: str, *, at: float) -> Row | None:
        """What became of a key; what was pending settles when its time has come."""
        with self._change() as db:
            due = db.execute(
                "UPDATE refund SET status = 'settled' WHERE key = ? AND status = 'pending' AND settles_at <= ?",
                (key, at),
            ).rowcount
            if due:
                _pay_out(db, key, at)
            return _row(db, key)

    def refunds(self) -> list[Row]:
        """Every refund, newest first."""
        with self._change() as db:
            found = db.execute(f"{_SELECT} ORDER BY rowid DESC LIMIT 500").fetchall()
        return [Row(*row) for row in found]

    def payouts(self) -> list[tuple[str, int]]:
        """Every sum that was paid out: the refund's id and the amount."""
        with self._change() as db:
            return db.execute("SELECT refund, amount FROM payout ORDER BY number").fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self._path, timeout=20, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        finally:
            db.close()  # undoes what was not committed


_SELECT: Final = "SELECT id, key, payment, amount, currency, status, reason, calls FROM refund"


def _row(db: sqlite3.Connection, key: str) -> Row | None:
    found = db.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
    return Row(*found) if found else None


def _pay_out(db: sqlite3.Connection, key: str, at: float) -> None:
    db.execute(
        "INSERT INTO payout (refund, payment, amount, currency, at)"
        " SELECT id, payment, amount, currency, ? FROM refund WHERE key = ?",
        (at, key),
    )
