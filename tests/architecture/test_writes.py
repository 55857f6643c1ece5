"""A row is written by the app that owns its table, and by nobody else."""

import ast
from pathlib import Path

import pytest

from tests.architecture.code import Module, dotted, written
from tests.architecture.tables import tables

ON_ROWS = {"save", "delete", "asave", "adelete"}
ON_TABLES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete"}


def owner_of(module: Module) -> str:
    return module.app or module.place.parts[0]


def foreign_names(module: Module) -> set[str]:
    """Names in a file that stand for another owner's table or for rows its queries found."""
    owner = owner_of(module)
    names = {name for name, table in tables().items() if table.owner != owner}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".queries"):
            if (node.module or "").split(".")[2:3] != [owner]:
                names.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.arg) and node.annotation is not None:
            kind = dotted(node.annotation).rpartition(".")[2]
            if kind in tables() and tables()[kind].owner != owner:
                names.add(node.arg)
    return names


def root(node: ast.expr) -> str:
    """The name a chain of attributes and calls begins with."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def foreign_writes(module: Module) -> list[str]:
    foreign = foreign_names(module)
    found = []
    for call in module.calls():
        if not isinstance(call.func, ast.Attribute) or root(call.func) not in foreign:
            continue
        receiver = call.func.value
        on_table = call.func.attr in ON_TABLES and (isinstance(receiver, ast.Call) or "objects" in dotted(receiver))
        if on_table or (call.func.attr in ON_ROWS and isinstance(receiver, ast.Name)):
            found.append(f"{module.at(call)} {dotted(call.func)}()")
    return found


def test_nobody_writes_another_app_s_rows() -> None:
    assert tables()
    writes = [write for module in written(lambda _: True) for write in foreign_writes(module)]
    assert not writes, "\n".join(writes)


@pytest.mark.parametrize(
    "code",
    [
        "Person.objects.create(email=address)",
        "Person.objects.filter(id=1).update(name='')",
        "def rename(person: Person) -> None:\n    person.save()",
        "from reprise.apps.accounts.queries import people\npeople(actor).delete()",
    ],
)
def test_a_foreign_write_is_seen(code: str) -> None:
    assert foreign_writes(Module(Path("apps/cases/services/open_case.py"), ast.parse(code)))


@pytest.mark.parametrize("code", ["Case.objects.create(shop=shop)", "def f(case: Case) -> None:\n    case.save()"])
def test_a_write_to_one_s_own_table_is_fine(code: str) -> None:
    assert not foreign_writes(Module(Path("apps/cases/services/open_case.py"), ast.parse(code)))
