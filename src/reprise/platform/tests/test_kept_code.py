"""Dataclasses begin with the code that set-up kept of them, and are what they would be without it."""

import dataclasses
import inspect
import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from reprise.platform.serving import kept_code

_MADE_FOR = "from pathlib import Path; from reprise.platform.serving import kept_code; from tools.kept_code import main"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(kept_code, "FILE", tmp_path / "classes.built")
    yield kept_code.FILE
    kept_code.drop_kept_code()


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were compiled because they were not kept."""
    said: list[str] = []
    by_python = kept_code.compiled

    def told(text: str) -> CodeType:
        said.append(text)
        return by_python(text)

    monkeypatch.setattr(kept_code, "compiled", told)
    return said


def a_class(*names: str) -> Any:
    return dataclasses.make_dataclass("Thing", [(name, int, 7) for name in names], frozen=True, slots=True, order=True)


def keep(*names: str) -> None:
    codes: dict[str, CodeType] = {}
    kept_code.compile_by(lambda text: codes.setdefault(text, kept_code.compiled(text)))
    a_class(*names)
    kept_code.drop_kept_code()
    kept_code.keep(codes)


def test_a_class_of_kept_code_is_the_class_python_makes_by_itself(compiling: list[str]) -> None:
    keep("weight", "height")
    compiling.clear()
    kept_code.use_kept_code()
    kept = a_class("weight", "height")
    kept_code.drop_kept_code()
    plain = a_class("weight", "height")
    assert compiling == []
    assert inspect.signature(kept) == inspect.signature(plain)
    assert (repr(kept(1)), hash(kept(1))) == (repr(plain(1)), hash(plain(1)))
    assert kept(1) == kept(1, 7) < kept(2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        kept(1).weight = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del kept(1).weight


def test_what_is_not_kept_is_compiled_as_ever(compiling: list[str]) -> None:
    keep("weight")
    compiling.clear()
    kept_code.use_kept_code()
    assert a_class("length")(3).length == 3
    assert any("length" in text for text in compiling)


def test_a_second_class_of_the_same_text_is_made_too(compiling: list[str]) -> None:
    keep("weight")
    kept_code.use_kept_code()
    assert a_class("weight")(3) != a_class("weight")(3)


def test_the_code_of_another_python_is_not_used(file: Path) -> None:
    file.write_bytes(b"\0\0\0\0" + marshal.dumps({"text": b"code"}))
    kept_code.use_kept_code()
    assert "exec" not in vars(dataclasses)


def test_without_the_file_nothing_changes() -> None:
    kept_code.use_kept_code()
    assert "exec" not in vars(dataclasses)


def test_set_up_keeps_what_a_server_and_the_commands_compile(file: Path) -> None:
    script = f"{_MADE_FOR}; kept_code.FILE = Path({str(file)!r}); main()"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[4])
    kept = kept_code.kept()
    for field in ("currency", "case_id"):
        assert any(field in text for text in kept)
    assert len(kept) > 1_000
