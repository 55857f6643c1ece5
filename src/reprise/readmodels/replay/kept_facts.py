"""Facts as they were kept with a proposal, read back as values; what a later version of the product added is unsaid."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from reprise.apps.policies.rules import PolicyFacts
from reprise.law.facts import Facts, Unsaid

Read = Callable[[Any], Any]

#: Facts that are empty rather than unknown where nothing was kept of them: nobody said anything.
NOTHING_SAID: Final = ("reason", "asked_remedy", "company")


def law_facts(kept: Mapping[str, Any]) -> Facts:
    """The facts the law was asked with; raises ValueError, TypeError or KeyError where they cannot be read."""
    readers = _readers(Facts)
    return Facts(**{name: readers[name](value) for name, value in kept.items() if name in readers})


def policy_facts(kept: Mapping[str, Any]) -> PolicyFacts:
    """The facts the policy was asked with, without what the law had answered."""
    readers = _readers(PolicyFacts)
    read = {name: readers[name](value) for name, value in kept.items() if name in readers}
    told = dict.fromkeys(NOTHING_SAID, "") | read | {"law": None, "basis": None}
    if "returns_12m" in read:
        told.setdefault("tags", frozenset())
    return PolicyFacts(**told)


@cache
def _readers(kind: type) -> Mapping[str, Read]:
    hints = get_type_hints(kind)
    return {each.name: _reader(hints[each.name]) for each in fields(kind)}


def _reader(hint: Any) -> Read:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _one_of([part for part in parts if part is not NoneType])
    if origin is tuple:
        inner = _reader(parts[0])
        return lambda value: tuple(inner(each) for each in value)
    if origin is frozenset:
        return frozenset
    if isinstance(hint, type):
        return _plain_reader(hint)
    return _as_it_is


def _plain_reader(kind: type) -> Read:
    if issubclass(kind, Enum):
        return kind
    if issubclass(kind, date):
        return date.fromisoformat
    if is_dataclass(kind):
        readers = _readers(kind)
        return lambda value: kind(**{name: readers[name](each) for name, each in value.items() if name in readers})
    return _as_it_is


def _one_of(parts: list[Any]) -> Read:
    """A value of one of several kinds, told apart by how JSON writes it; null stays None."""
    lists = next((_reader(part) for part in parts if get_origin(part) in {tuple, frozenset}), _as_it_is)
    single = [part for part in parts if isinstance(part, type) and part is not Unsaid]
    one = _plain_reader(single[0]) if single else _as_it_is

    def read(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, list):
            return lists(value)
        if value == Unsaid.UNSAID.value and Unsaid in parts:
            return Unsaid.UNSAID
        return one(value)

    return read


def _as_it_is(value: Any) -> Any:
    return value
