"""Reading scenario files: YAML or JSON lists, with the line of each scenario for messages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import yaml

from reprise.law.parameters import LOADER
from reprise.law.reading import Problem
from reprise.law.values import shown

LARGEST: Final = 20_000_000  # bytes
MOST_NODES: Final = 3_000_000  # aliases let a small file grow without bound


class UnreadableFile(ValueError):
    """A file that holds no scenarios at all; the message says what is wrong and where."""


class Forgiving(LOADER):  # type: ignore[misc, valid-type]  # the C loader where there is one
    """Keeps a day that is not in the calendar as text, so that only its own scenario fails."""

    def day(self, node: Any) -> object:
        """Read a date, or leave it as it is written."""
        try:
            return self.construct_yaml_timestamp(node)
        except (ValueError, AttributeError):  # no such day, or a tag of dates on something else
            return node.value


Forgiving.add_constructor("tag:yaml.org,2002:timestamp", Forgiving.day)


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """One scenario as it stands in the file, not yet understood."""

    id: str
    number: int
    line: int
    content: object
    problems: tuple[Problem, ...] = field(default=())
    node: Any = field(default=None, compare=False, repr=False)

    def line_of(self, path: str) -> int:
        """The line on which a field is written; of one that is not there, that of what should hold it."""
        node, line = self.node, self.line
        for key in path.split("."):
            found = _below(node, key)
            if found is None:
                return line
            line, node = found
        return line

    def at(self, path: str) -> object:
        """What the file says at a path such as facts.delivered, in a form fit for a report; None when nothing."""
        value: object = self.content
        for key in path.split("."):
            if isinstance(value, Mapping):
                value = value.get(key)
            elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                return None
        return value if isinstance(value, str | int | float | bool | None) else shown(value)


def read_scenarios(content: bytes) -> list[WrittenScenario]:
    """Read a list of scenarios; raises UnreadableFile when the file as a whole cannot be used."""
    root, loaded = _parsed(_text(content))
    if not isinstance(root, yaml.SequenceNode) or not isinstance(loaded, list):
        raise UnreadableFile("line 1: this is no list of scenarios; begin each one with “- id: …”")
    if not loaded:
        raise UnreadableFile("the list is empty; write at least one scenario")
    pairs = zip(root.value, loaded, strict=True)
    return list(_each_named_once(_scenario(number, node, value) for number, (node, value) in enumerate(pairs, 1)))


def _each_named_once(scenarios: Iterable[WrittenScenario]) -> Iterator[WrittenScenario]:
    """A name given twice would hide one of two failures: the second scenario is told."""
    known: dict[str, WrittenScenario] = {}
    for scenario in scenarios:
        first = known.setdefault(scenario.id, scenario)
        if first is scenario:
            yield scenario
            continue
        again = Problem("id", f"names the scenario of line {first.line} already; write another")
        yield replace(scenario, problems=(*scenario.problems, again))


def read_document(content: bytes) -> WrittenScenario:
    """Read one JSON or YAML document with its lines; raises UnreadableFile when it is neither."""
    root, loaded = _parsed(_text(content))
    for problem in _twice(root, ""):
        raise UnreadableFile(f"{problem.field} {problem.message}")
    return WrittenScenario("", 1, 1, loaded, (), root)


def _parsed(text: str) -> tuple[Any, object]:
    """The document with and without its marks; JSON is YAML too."""
    try:
        root = yaml.compose(text, LOADER)
        if root is not None and _weight(root, {}) > MOST_NODES:
            raise UnreadableFile("its aliases repeat too much; write the values out")
        return root, yaml.load(text, Forgiving)  # noqa: S506  # a safe loader
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise UnreadableFile(f"{place}{fault.problem or fault.context or 'this is not YAML'}") from fault
    except UnreadableFile:
        raise
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise UnreadableFile(f"this is not YAML: {str(fault)[:200] or 'nested too deeply'}") from fault
    except (KeyError, AttributeError, TypeError, ArithmeticError) as fault:  # a tag such as !!bool on another value
        raise UnreadableFile(
            f"a tag does not fit its value ({str(fault)[:60]}); write the value without “!!”"
        ) from fault


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise UnreadableFile(f"the file is larger than {LARGEST // 1_000_000} MB; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(f"byte {fault.start} is not UTF-8; save the file as UTF-8") from fault
    if not text.strip():
        raise UnreadableFile("the file is empty; write a list of scenarios")
    return text


def _weight(node: Any, known: dict[int, int]) -> int:
    """How many nodes stand below one, each alias counted in full; a node inside itself weighs too much."""
    key = id(node)
    if key not in known:
        known[key] = MOST_NODES + 1  # until its parts are weighed
        parts = node.value if isinstance(node, yaml.CollectionNode) else []
        flat = [part for pair in parts for part in pair] if isinstance(node, yaml.MappingNode) else parts
        known[key] = 1 + sum(_weight(part, known) for part in flat)
    return known[key]


def _scenario(number: int, node: Any, value: object) -> WrittenScenario:
    line = node.start_mark.line + 1
    named = value.get("id") if isinstance(value, Mapping) else None
    given = str(named).strip() if isinstance(named, str | int) and not isinstance(named, bool) else ""
    name = given or f"(scenario {number}, line {line})"
    problems = () if given else (Problem("id", "is no name; write a text of its own for each scenario"),)
    twice = tuple(_twice(node, ""))
    return WrittenScenario(name, number, line, value, twice if named is None else (*problems, *twice), node)


def _below(node: Any, key: str) -> tuple[int, Any] | None:
    """Where a key or place of a node is written, and what stands there."""
    if isinstance(node, yaml.MappingNode):
        return next(((name.start_mark.line + 1, value) for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        return node.value[int(key)].start_mark.line + 1, node.value[int(key)]
    return None


def _twice(node: Any, prefix: str) -> list[Problem]:
    """Keys written twice: YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        return [problem for place, item in enumerate(node.value) for problem in _twice(item, f"{prefix}{place}.")]
    if not isinstance(node, yaml.MappingNode):
        return []
    found: list[Problem] = []
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            found.append(Problem(f"{prefix}{name}", f"stands twice, again in line {key.start_mark.line + 1}; keep one"))
        seen.add(name)
        found += _twice(value, f"{prefix}{name}.")
    return found
