"""YAML or JSON as plain values that remember their line; from the parser's events, so nothing can grow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from reprise.law.parameters import LOADER

LARGEST: Final = 2_000_000  # bytes: a policy of 2,000 long rows is half of this
DEEPEST: Final = 12

_WORDS: Final = {
    "true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "null": None, "~": None, "": None,
}  # fmt: skip


class UnreadableText(ValueError):
    """A text that is no document at all; `line` is 0 where no line is to blame."""

    def __init__(self, code: str, line: int = 0, **params: object) -> None:
        super().__init__(code)
        self.code, self.line, self.params = code, line, params


@dataclass(slots=True)
class Node:
    """A value and the line it begins on; a mapping keeps its keys as written, with doubles."""

    line: int
    value: str | int | bool | None = None
    items: "list[Node] | None" = None  # of a list
    pairs: "list[tuple[Node, Node]] | None" = None  # of a mapping

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is written there."""
        return self.value is None and self.items is None and self.pairs is None


def read_marked(content: bytes) -> Node:
    """The one document of a file; raises UnreadableText."""
    if len(content) > LARGEST:
        raise UnreadableText("too_large", most=LARGEST // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableText("not_utf8", content.count(b"\n", 0, fault.start) + 1) from fault
    try:
        return _built(yaml.parse(text, LOADER))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 0
        raise UnreadableText("not_yaml", line, problem=fault.problem or fault.context or "") from fault
    except yaml.YAMLError as fault:  # a character no text may hold
        raise UnreadableText("not_yaml", problem=str(fault)[:120]) from fault


def _built(events: Iterator[Any]) -> Node:
    """Build the document without recursion; an alias, a second document or a depth nobody needs is refused."""
    root: Node | None = None
    open_: list[Node] = []
    keys: list[Node | None] = []  # per open mapping: the key that waits for its value
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableText("alias", line)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            open_.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise UnreadableText("two_documents", line)
            continue
        node = _node(event, line)
        if open_:
            _put(open_[-1], keys, node)
        else:
            root = node
        if not isinstance(event, yaml.ScalarEvent):
            open_.append(node)
            keys.append(None)
            if len(open_) > DEEPEST:
                raise UnreadableText("too_deep", line, most=DEEPEST)
    if root is None:
        raise UnreadableText("empty")
    return root


def _put(parent: Node, keys: list[Node | None], node: Node) -> None:
    key = keys[-1]
    if parent.items is not None:
        parent.items.append(node)
    elif key is None:
        keys[-1] = node
    elif parent.pairs is not None:
        parent.pairs.append((key, node))
        keys[-1] = None


def _node(event: Any, line: int) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Node(line, _scalar(event.value) if event.implicit[0] else event.value)
    return Node(line, pairs=[]) if isinstance(event, yaml.MappingStartEvent) else Node(line, items=[])


def _scalar(text: str) -> str | int | bool | None:
    """A word without quotes: yes, no, nothing, a whole number, or itself."""
    low = text.lower()
    if low in _WORDS and text in {low, low.capitalize(), low.upper()}:
        return _WORDS[low]
    digits = text[1:] if text[:1] in {"-", "+"} else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else text
