"""Time is an argument: the pure parts never look at the clock."""

import ast
from pathlib import Path

import pytest

from tests.architecture.code import Module, dotted, written

LOOKS = {"now", "today", "utcnow", "time", "monotonic", "localtime"}
CLOCKS = {"datetime", "date", "timezone", "time", "datetime.datetime", "datetime.date"}


def is_pure(place: Path) -> bool:
    return place.parts[0] in {"core", "law"} or place.stem in {"rules", "transitions"} or "rules" in place.parts


def looks_at_clock(module: Module) -> list[str]:
    found = []
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in LOOKS and dotted(call.func.value) in CLOCKS:
            found.append(f"{module.at(call)} {dotted(call.func)}()")
    return found


def test_pure_parts_do_not_look_at_the_clock() -> None:
    pure = written(is_pure)
    assert pure
    assert [look for module in pure for look in looks_at_clock(module)] == []


@pytest.mark.parametrize("code", ["date.today()", "datetime.now(tz=UTC)", "timezone.now()", "time.time()"])
def test_a_look_at_the_clock_is_seen(code: str) -> None:
    assert looks_at_clock(Module(Path("law/refunds.py"), ast.parse(code)))
