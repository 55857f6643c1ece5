"""Which view answers an address of the API, found by its first part and the number of its parts.

Django tries one pattern after the other, the expressions of all that stand before it included.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import URLPattern

View = Callable[..., HttpResponse]
_SIGNS: Final = frozenset("<>:")


@dataclass(frozen=True, slots=True)
class _Address:
    """Its fixed parts and its values, each with its place."""

    fixed: tuple[tuple[int, str], ...]
    named: tuple[tuple[int, str], ...]
    view: View

    def values(self, parts: list[str]) -> Mapping[str, str] | None:
        """What the parts say, if this is the address they are of."""
        for place, text in self.fixed:
            if parts[place] != text:
                return None
        found = {name: parts[place] for place, name in self.named}
        return found if all(found.values()) else None


class Addresses:
    """The patterns of a map, each tried in its turn among those it could be; what none of them is, Django looks up."""

    def __init__(self, patterns: Iterable[URLPattern]) -> None:
        self._known: dict[tuple[str, int], list[_Address]] = defaultdict(list)
        for pattern in patterns:
            parts = str(pattern.pattern).split("/")
            named = tuple((place, part[1:-1]) for place, part in enumerate(parts) if part.startswith("<"))
            fixed = tuple((place, part) for place, part in enumerate(parts) if not part.startswith("<"))
            if not parts[0] or parts[0].startswith("<") or any(_SIGNS & set(text) for _, text in (*fixed, *named)):
                raise ValueError(f"an address is made of words and plain values: {pattern.pattern}")
            self._known[parts[0], len(parts)].append(_Address(fixed, named, pattern.callback))

    def find(self, path: str) -> tuple[View, Mapping[str, Any]] | None:
        """The view of an address, with the values in it."""
        parts = path.split("/")
        for address in self._known.get((parts[0], len(parts)), ()):
            values = address.values(parts)
            if values is not None:
                return address.view, values
        return None
