"""Imports stand at the top, rows are not reached by name, and each app's tables are fenced in."""

import ast
import tomllib
from pathlib import Path

from tests.architecture.code import ROOT, SOURCE, Module, dotted, modules, written


def inner_imports(module: Module) -> list[str]:
    functions = (node for node in ast.walk(module.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return [
        module.at(node)
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]


def imported(module: Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def models_by_name(module: Module) -> list[str]:
    """Where a model is looked up by its name; a step of a migration has no other way to those of its day."""
    asked = [(call, dotted(call.func)) for call in module.calls()]
    return [module.at(call) for call, name in asked if name.endswith("get_model") and "_state.apps." not in name]


def test_no_import_hides_in_a_function() -> None:
    assert [place for module in modules() for place in inner_imports(module)] == []


def test_an_import_in_a_function_is_seen() -> None:
    assert inner_imports(Module(Path("a.py"), ast.parse("def f():\n    import json")))


def test_no_model_is_looked_up_by_its_name() -> None:
    assert [place for module in written(lambda _: True) for place in models_by_name(module)] == []


def test_a_model_looked_up_by_its_name_is_seen() -> None:
    assert models_by_name(Module(Path("a.py"), ast.parse('apps.get_model("cases", "Case")')))


def test_the_client_of_redis_which_is_heavy_is_loaded_only_by_what_an_instance_with_redis_loads() -> None:
    loading = [str(module.place) for module in modules() if "redis" in imported(module)]
    assert loading == ["platform/live/through_redis.py"]


def test_every_app_with_tables_has_a_contract_that_fences_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    fenced = {name for contract in contracts for name in contract.get("protected_modules", ())}
    apps = (path for path in (SOURCE / "apps").iterdir() if (path / "models").is_dir() or (path / "models.py").exists())
    assert {f"reprise.apps.{path.name}.models" for path in apps} - fenced == set()
