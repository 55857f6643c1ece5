"""Keep the bytecode of the house's dataclasses for the next start: python -m tools.kept_code, which set-up does."""

import importlib
import os
import tempfile
from types import CodeType
from typing import Final

from reprise.platform.serving.kept_code import compile_by, compiled, keep
from reprise.web.cli.main import COMMANDS, module_of

_SETTINGS: Final = "reprise.config.settings"
_PAGES: Final = "reprise.config.asgi"


def main() -> None:
    """Load all that a server and the commands load, as an instance of nobody, and write down what it compiles."""
    codes: dict[str, CodeType] = {}

    def noted(text: str) -> CodeType:
        return codes.setdefault(text, compiled(text))

    compile_by(noted)
    for name in [name for name in os.environ if name.startswith("REPRISE_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"REPRISE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        importlib.import_module(_PAGES).warm_up()
        for word in COMMANDS:
            importlib.import_module(module_of(word))
    keep(codes)


if __name__ == "__main__":
    main()
