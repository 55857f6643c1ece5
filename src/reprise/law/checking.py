"""Running scenarios: each states facts and the answer expected; compared as the head of the scenario file says."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from reprise.law.assess import assess
from reprise.law.comparing import differences
from reprise.law.expectations import read_expected
from reprise.law.facts import Facts
from reprise.law.reading import FactsError, Problem, read_facts
from reprise.law.scenario_files import WrittenScenario

KEYS: Final = frozenset({"id", "title", "facts", "expected"})
NEEDED: Final = ("id", "facts", "expected")


@dataclass(frozen=True, slots=True)
class Failure:
    """One field that is not as expected, or cannot be read; `line` is where the file says so."""

    id: str
    field: str
    expected: object
    got: object
    number: int = 0
    line: int = 0
    malformed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of scenarios found; total and passed count scenarios, failures count fields."""

    total: int
    passed: int
    failures: tuple[Failure, ...]

    def as_json(self) -> dict[str, object]:
        """The shape promised to programs."""
        told = [
            {name: asdict(failure)[name] for name in ("id", "field", "expected", "got")} for failure in self.failures
        ]
        return {"total": self.total, "passed": self.passed, "failures": told}


def check(scenarios: list[WrittenScenario]) -> Report:
    """Assess every scenario and compare."""
    found = [tuple(_failures(scenario)) for scenario in scenarios]
    passed = sum(not failures for failures in found)
    return Report(len(scenarios), passed, tuple(failure for failures in found for failure in failures))


def _failures(scenario: WrittenScenario) -> Iterator[Failure]:
    problems = [*scenario.problems, *_shape(scenario.content)]
    facts, expected = None, None
    if isinstance(scenario.content, Mapping):
        facts, of_facts = _facts(scenario.content.get("facts"))
        expected, of_expected = read_expected(scenario.content.get("expected"))
        problems += [*of_facts, *of_expected]
    for problem in problems:
        written = scenario.at(problem.field)
        line = scenario.line_of(problem.field)
        yield Failure(scenario.id, problem.field, problem.message, written, scenario.number, line, True)
    if facts is None or expected is None or problems:
        return
    for field, wanted, got in differences(expected, assess(facts)):
        yield Failure(scenario.id, field, wanted, got, scenario.number, scenario.line_of(f"expected.{field}"))


def _facts(mapping: object) -> tuple[Facts | None, list[Problem]]:
    try:
        return read_facts(mapping), []
    except FactsError as fault:
        return None, [Problem(_below("facts", problem.field), problem.message) for problem in fault.problems]


def _below(part: str, field: str) -> str:
    return part if field == part else f"{part}.{field}"


def _shape(content: object) -> Iterator[Problem]:
    if not isinstance(content, Mapping):
        yield Problem("scenario", "is not a mapping; write id, title, facts and expected")
        return
    for key in content:
        if key not in KEYS:
            yield Problem(str(key)[:60], "is not a known key of a scenario; write id, title, facts or expected")
    for key in NEEDED:
        if content.get(key) is None:
            yield Problem(key, "is missing; write it")
