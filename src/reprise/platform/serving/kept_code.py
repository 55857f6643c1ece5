"""The bytecode of dataclasses, kept as that of modules is: without it they take a quarter of a start.

A dataclass writes its six methods as text and has each compiled, whenever the program begins: Python keeps what it
compiles of a module, and nothing of this. What set-up kept of it (`python -m tools.kept_code`) is looked for by the
very text, so it cannot be out of date: a text it does not hold is compiled as ever. The file is trusted because it lies
in the package beside this module, as the bytecode of modules does.
"""

import dataclasses
import marshal
from collections.abc import Callable
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any, Final

FILE: Final = Path(__file__).with_name("classes.built")


def use_kept_code() -> None:
    """Let dataclasses take what is kept from now on; without a file of this very Python nothing changes."""
    if held := kept():  # each is given once: its memory is used again while the house loads, 5 MB of every process
        compile_by(lambda text: marshal.loads(code) if (code := held.pop(text, None)) else compiled(text))  # noqa: S302


def compile_by(code_of: Callable[[str], CodeType]) -> None:
    """Let dataclasses run the code that a function gives for the text of a method."""

    def run(text: str, known: dict[str, Any], made: dict[str, Any]) -> None:
        exec(code_of(text), known, made)  # noqa: S102  # what dataclasses does with the text

    vars(dataclasses)["exec"] = run  # found there before Python's own


def drop_kept_code() -> None:
    """Give the memory back once the house is loaded."""
    vars(dataclasses).pop("exec", None)


def compiled(text: str) -> CodeType:
    """What Python makes of the text of a method."""
    return compile(text, "<string>", "exec", dont_inherit=True)


def kept() -> dict[str, bytes]:
    """The code for each text, or nothing where it is not there or of another Python."""
    try:
        held = FILE.read_bytes()
    except OSError:
        return {}
    return dict(marshal.loads(held[len(MAGIC_NUMBER) :])) if held.startswith(MAGIC_NUMBER) else {}  # noqa: S302


def keep(codes: dict[str, CodeType]) -> None:
    """Write the file, whole or not at all."""
    beside = FILE.with_suffix(".new")
    beside.write_bytes(MAGIC_NUMBER + marshal.dumps({text: marshal.dumps(code) for text, code in codes.items()}))
    beside.replace(FILE)
