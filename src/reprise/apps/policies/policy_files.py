"""Policies as files people write: YAML or JSON; what is wrong is told with its line, its field and what is allowed."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import yaml

from reprise.apps.policies.file_rows import FORMAT, Reading
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.marked_yaml import UnreadableText, read_marked
from reprise.apps.policies.rules import Fault, Policy
from reprise.apps.policies.telling.faults import fault_in_words
from reprise.core.refusals import Refusal, mark

MOST_TOLD: Final = 50
#: Characters nobody sees, which a reader of YAML takes for the end of a line or for no text at all.
_UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, in the active language; `line` 0 and an empty field speak of the whole file."""

    line: int
    field: str
    why: str


class PolicyFileRefused(Refusal):
    """A file that holds no usable policy: the sentence tells the first problem, `problems` all of them."""

    code: ClassVar[str] = "policy_file"
    sentence: ClassVar[str] = mark("%(file)s, line %(line)d, %(part)s: %(why)s")

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(file=name, line=first.line or 1, part=first.field or name, why=first.why)
        self.problems = tuple(problems)


def read_policy(path: Path) -> Policy:
    """The policy of a file; PolicyFileRefused says what is wrong and where."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise PolicyFileRefused(path.name, [_whole("unreadable", 0, problem=fault.strerror or "")]) from fault
    return parse_policy(content, path.name)


def parse_policy(content: bytes, name: str) -> Policy:
    """The policy written in the bytes of a file."""
    try:
        root = read_marked(content)
    except UnreadableText as fault:
        raise PolicyFileRefused(name, [_whole(fault.code, fault.line, **fault.params)]) from fault
    reading = Reading()
    policy = reading.policy(root)
    if reading.troubles:
        told = sorted(reading.troubles, key=lambda one: one.line)[:MOST_TOLD]
        raise PolicyFileRefused(name, [Problem(one.line, one.field, fault_in_words(one.fault)) for one in told])
    return policy


def policy_as_text(policy: Policy, *, as_json: bool = False) -> str:
    """A policy as the text of a file."""
    content = {"format": FORMAT, **to_json(policy)}
    if as_json:
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


class _Plain(yaml.SafeDumper):
    """Writes short lists on one line and never an alias."""

    def ignore_aliases(self, _data: object) -> bool:
        """Every value is written out."""
        return True

    def listed(self, data: list[object]) -> yaml.Node:
        """Words on one line, rows one below the other."""
        flow = all(isinstance(one, str) for one in data)
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flow)

    def told(self, data: str) -> yaml.Node:
        """A text as it is; what nobody sees is written out, or it would be lost in reading."""
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"' if _UNSEEN.search(data) else None)


_Plain.add_representer(str, _Plain.told)
_Plain.add_representer(list, _Plain.listed)


def _whole(code: str, line: int, **params: object) -> Problem:
    return Problem(line, "", fault_in_words(Fault("", code, params)))
