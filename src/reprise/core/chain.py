"""A hash chain over records, and salted commitments for what may later be erased."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from reprise.core.canonical import canonical

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One record of a chain: its number, what it says, and the hash that binds it to those before."""

    sequence: int
    body: dict[str, object]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first record that does not fit, and why."""

    sequence: int
    why: str


def link_hash(previous: str, sequence: int, body: dict[str, object]) -> str:
    """Hash of a record given the hash before it (SHA-256, hexadecimal)."""
    return hashlib.sha256(previous.encode() + canonical({"sequence": sequence, "body": body})).hexdigest()


def commitment(salt: bytes, content: dict[str, object]) -> str:
    """A salted fingerprint of personal content: proves it while the salt exists, says nothing once it is gone."""
    return hmac.new(salt, canonical(content), hashlib.sha256).hexdigest()


def first_break(links: Iterable[Link], *, head_sequence: int, head_hash: str) -> Break | None:
    """The first record that was changed, removed or added, or None when the chain is whole up to its head."""
    previous, sequence = GENESIS, 0
    for link in links:
        sequence += 1
        if link.sequence != sequence:
            return Break(sequence, "missing or out of order")
        if link.previous != previous:
            return Break(sequence, "does not follow the record before it")
        if link_hash(previous, sequence, link.body) != link.hash:
            return Break(sequence, "content was changed")
        previous = link.hash
    if sequence != head_sequence:
        return Break(min(sequence, head_sequence) + 1, "the number of records differs from the head")
    if previous != head_hash:
        return Break(sequence, "the head does not match the last record")
    return None
