"""Which app owns which table, read from the models' source."""

import ast
from dataclasses import dataclass
from functools import cache

from tests.architecture.code import Module, dotted, modules


@dataclass(frozen=True, slots=True)
class Table:
    """A model class, its owner (an app, or platform) and its fields by name."""

    name: str
    owner: str
    fields: tuple[str, ...]


def is_models_file(module: Module) -> bool:
    """Whether a file declares tables."""
    return module.place.stem == "models" or "models" in module.place.parts


def tables_in(module: Module) -> list[Table]:
    """The tables a models file declares; a class without fields is a manager or a list of choices."""
    found = []
    for node in module.tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        named = (each for each in node.body if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call))
        fields = tuple(
            target.id
            for each in named
            for target in each.targets
            if isinstance(target, ast.Name) and isinstance(each.value, ast.Call) and is_field(each.value)
        )
        if fields:
            found.append(Table(node.name, module.app or module.place.parts[0], fields))
    return found


def is_field(call: ast.Call) -> bool:
    """Whether a call makes a model field."""
    return dotted(call.func).endswith(("Field", "ForeignKey"))


@cache
def tables() -> dict[str, Table]:
    """Every table by its class name; names are used once in the house."""
    return {table.name: table for module in modules() if is_models_file(module) for table in tables_in(module)}
