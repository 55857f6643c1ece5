"""The bytes that hashes are made of: the same as the standard's reference writes, whatever is in them."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

import pytest
import rfc8785

from reprise.core.canonical import canonical, plain, plain_record

SIGNS = 'abz09é"\\/\x00\x01\x1f\x7f\u2028\ue000𐍈\n\t\b\f\r <>&'


class Kept(StrEnum):
    YES = "yes"


def something(chance: random.Random, depth: int = 0) -> object:
    """Any value that JSON knows, numbers with a point left out."""
    match chance.randrange(8 if depth < 3 else 5):
        case 0:
            return None
        case 1:
            return chance.choice([True, False])
        case 2:
            return chance.choice([0, -1, 2**53 - 1, 1 - 2**53, chance.randrange(10**9)])
        case 3 | 4:
            return a_text(chance)
        case 5:
            return [something(chance, depth + 1) for _ in range(chance.randrange(4))]
        case _:
            return {a_text(chance): something(chance, depth + 1) for _ in range(chance.randrange(4))}


def a_text(chance: random.Random) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(6)))


def test_the_bytes_are_those_of_the_standard() -> None:
    chance = random.Random(8785)  # noqa: S311  # the same values at every run
    for _ in range(3_000):
        value = something(chance)
        assert canonical(value) == rfc8785.dumps(plain(value))  # type: ignore[arg-type]


def test_names_are_in_the_order_of_the_standard_which_is_not_that_of_their_numbers() -> None:
    assert canonical({"\ue000": 1, "𐍈": 2}) == '{"𐍈":2,"\ue000":1}'.encode()


def test_a_number_other_machines_would_round_is_refused() -> None:
    for number in (2**53, -(2**53)):
        with pytest.raises(rfc8785.IntegerDomainError):
            canonical({"number": number})
    assert canonical({"many digits": "9007199254740992", "number": 2**53 - 1}).endswith(b'"number":9007199254740991}')


def test_whatever_we_keep_has_a_form_and_a_float_has_none_wherever_it_is() -> None:
    kept = {1: (date(2026, 11, 26), Decimal("1.50"), Kept.YES), "all": MappingProxyType({"b": {2, 1}, "a": None})}
    assert canonical(kept) == b'{"1":["2026-11-26","1.50","yes"],"all":{"a":null,"b":[1,2]}}'
    for value in (1.5, [1.5], {"a": {"b": (1.5,)}}, {"a": {1.5}}):
        with pytest.raises(TypeError):
            canonical(value)


@dataclass(frozen=True, slots=True)
class Inner:
    days: tuple[date | None, ...] = (date(2026, 11, 26), None)


@dataclass(frozen=True, slots=True)
class Outer:
    kept: Kept = Kept.YES
    number: int = 3
    inner: Inner = Inner()
    others: tuple[Inner, ...] = (Inner(()), Inner())
    words: frozenset[str] = frozenset({"b", "a"})
    named: Mapping[str, object] = field(default_factory=lambda: {"price": Decimal("2.50")})


def test_a_record_is_written_like_the_dict_of_its_fields() -> None:
    assert plain_record(Outer()) == plain(asdict(Outer()))
    assert list(plain_record(Outer())) == [one.name for one in fields(Outer)]
    with pytest.raises(TypeError):
        plain_record(Outer(named={"price": 2.5}))
