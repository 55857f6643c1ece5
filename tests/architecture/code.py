"""The product's own Python, parsed once, for the tests that read it."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src" / "reprise"


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its place below src/reprise and its syntax tree."""

    place: Path
    tree: ast.Module

    @property
    def app(self) -> str:
        """The app it belongs to, or nothing."""
        return self.place.parts[1] if self.place.parts[0] == "apps" and len(self.place.parts) > 2 else ""

    def calls(self) -> Iterator[ast.Call]:
        """Every call in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Where a node stands, for messages."""
        return f"{self.place}:{node.lineno}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product without its tests."""
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if "tests" not in path.parts]
    return tuple(Module(path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def written(place: Callable[[Path], bool]) -> list[Module]:
    """The modules at the places asked for, migrations left out."""
    return [module for module in modules() if "migrations" not in module.place.parts and place(module.place)]


def dotted(node: ast.expr) -> str:
    """The dotted name of an expression such as Case.objects, or as much of it as is a name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return node.id if isinstance(node, ast.Name) else "?"
