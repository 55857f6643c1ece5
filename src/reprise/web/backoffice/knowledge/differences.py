"""What a text says that it did not say before, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_PIECES: Final = re.compile(r"\s*\S+|\s+")  # a word with the space before it: spaces alone would match everywhere
AROUND: Final = 12  # pieces kept on each side of a change; the rest is left out


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same`, `gone`, `new`, or `rest` for what is left out between two changes."""

    kind: str
    words: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The runs in reading order; empty where nothing changed."""
    if before == after:
        return ()
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Piece] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            found += _same(old[a:b], is_first=place == 0, is_last=place == len(steps) - 1)
            continue
        found += [Piece("gone", "".join(old[a:b]))] if b > a else []
        found += [Piece("new", "".join(new[c:d]))] if d > c else []
    return tuple(found)


def lists(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """The entries that went and those that came."""
    gone = [Piece("gone", one) for one in before if one not in after]
    return (*gone, *(Piece("new", one) for one in after if one not in before))


def _same(pieces: list[str], *, is_first: bool, is_last: bool) -> list[Piece]:
    if len(pieces) <= 2 * AROUND:
        return [Piece("same", "".join(pieces))]
    start = [] if is_first else [Piece("same", "".join(pieces[:AROUND]))]
    end = [] if is_last else [Piece("same", "".join(pieces[-AROUND:]))]
    return [*start, Piece("rest", ""), *end]
