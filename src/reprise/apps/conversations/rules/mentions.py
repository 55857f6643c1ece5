"""Who is named in a note: @Inès, @ines, @Inès Martin. An e-mail address names nobody."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_AT: Final = re.compile(r"(?<![\w.@+-])@([\w][\w .'’-]{0,80})")
_END: Final = re.compile(r"[\s.,;:!?)'’-]|$")


@dataclass(frozen=True, slots=True)
class Named:
    """The people meant by a note, and the names that fit more than one of them."""

    people: frozenset[int] = frozenset()
    unclear: tuple[str, ...] = ()


def named_in(text: str, people: Mapping[int, str]) -> Named:
    """Find the people of the shop by their names: the longest name that fits counts, accents and case do not."""
    calls, twice = _calls(people)
    found: set[int] = set()
    unclear: dict[str, None] = {}
    for said in _AT.findall(text):
        name = _longest(_plain(said), {**calls, **dict.fromkeys(twice, 0)})
        if name in twice:
            unclear[said.split()[0]] = None
        elif name:
            found.add(calls[name])
    return Named(frozenset(found), tuple(unclear))


def _calls(people: Mapping[int, str]) -> tuple[dict[str, int], set[str]]:
    """What each person answers to (whole name, and first name), and what several answer to."""
    pairs = {(call, person) for person, name in people.items() for call in _names(_plain(name))}
    counted = Counter(call for call, _ in pairs)
    return {call: person for call, person in pairs if counted[call] == 1}, {
        call for call, many in counted.items() if many > 1
    }


def _names(name: str) -> set[str]:
    return {name, name.split(" ")[0]} if name else set()


def _longest(said: str, names: Mapping[str, int]) -> str:
    fits = [name for name in names if said.startswith(name) and _END.match(said, len(name))]
    return max(fits, key=len, default="")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())
