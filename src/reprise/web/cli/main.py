"""The `reprise` command: one module per subject, each with add_parser() and run()."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from reprise.core.refusals import Refusal
from reprise.platform.serving.kept_code import drop_kept_code, use_kept_code


class Subject(Protocol):
    """A module that holds commands."""

    def add_parser(self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Declare the commands and their options; set `run` to the function that does the work."""


#: First word of a command line → the module that answers it; only that one is imported.
SUBJECTS = {
    "assistant": "reprise.web.cli.assistant",
    "audit": "reprise.web.cli.audit",
    "backup": "reprise.web.cli.backup",
    "check": "reprise.web.cli.instance",
    "demo": "reprise.web.cli.demo",
    "files": "reprise.web.cli.files",
    "generate": "reprise.web.cli.generate",
    "law": "reprise.web.cli.law",
    "maintenance": "reprise.web.cli.maintenance",
    "mail": "reprise.web.cli.mail",
    "migrate": "reprise.web.cli.instance",
    "orders": "reprise.web.cli.orders",
    "outbox": "reprise.web.cli.backup",
    "persons": "reprise.web.cli.persons",
    "policy": "reprise.web.cli.policy",
    "restore": "reprise.web.cli.backup",
    "sandbox-card": "reprise.web.cli.sandbox_card",
    "search": "reprise.web.cli.search",
    "serve": "reprise.web.cli.serve",
    "shops": "reprise.web.cli.shops",
    "staff": "reprise.web.cli.shops",
    "tokens": "reprise.web.cli.shops",
    "worker": "reprise.web.cli.worker",
}

#: Subjects that work without an instance or a database, and so without Django.
PURE = frozenset({"assistant", "law", "files", "sandbox-card", "demo"})

#: Subjects that look after the tables themselves.
TABLES = frozenset({"maintenance", "migrate", "check", "serve", "restore"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 all well, 1 findings, 2 bad usage or input."""
    gc.disable()  # what is loaded stays: looking through it again and again while it grows takes a sixth of the start
    use_kept_code()
    vars(sys)["modules"].setdefault("rich", None)  # structlog and httpx load it where a developer has it, for nothing
    words = list(sys.argv[1:] if argv is None else argv)
    word = words[0] if words else ""
    try:
        return _run(word, words) if word in SUBJECTS else _overview(word)
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Refusal as refusal:
        return _stop(str(refusal))
    except UnicodeEncodeError:
        return _stop("one of the words is not UTF-8. Type it again.")
    except OSError as fault:
        return _stop(f"{fault.filename or word}: {fault.strerror or fault}")


def _run(word: str, words: Sequence[str]) -> int:
    faults: tuple[type[Exception], ...] = ()
    if word not in PURE:
        try:
            faults = _set_up(word)
        except ValueError as fault:
            return _stop(f"a setting cannot be used. {_named(fault)}")
    parser = argparse.ArgumentParser(prog="reprise")
    subject = importlib.import_module(SUBJECTS[word])
    subject.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    if word != "serve":  # which has the pages still to load: config.asgi does both then
        drop_kept_code()
        gc.enable()
    try:
        code = int(args.run(args) if hasattr(args, "run") else subject.run(args))
    except faults as fault:
        return _stop(f"the database refused ({fault}). Run `reprise migrate`, then `reprise check`.")
    sys.stdout.flush()
    return code


def _stop(sentence: str) -> int:
    print(f"reprise: {sentence}", file=sys.stderr)
    return 2


def _named(fault: ValueError) -> str:
    """Each variable at fault and why, without the value, which may be secret."""
    errors = getattr(fault, "errors", None)  # of the typed environment
    if errors is None:
        return str(fault)
    return "; ".join(f"REPRISE_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in errors())


def _overview(word: str) -> int:
    out = sys.stdout if word in {"", "-h", "--help"} else sys.stderr
    if out is sys.stderr:
        print(f"reprise: there is no command “{word}”.", file=out)
    print("usage: reprise COMMAND …", file=out)
    print(f"commands: {', '.join(sorted(SUBJECTS))}\nreprise COMMAND --help tells more.", file=out)
    return 0 if word in {"-h", "--help"} else 2


def _set_up(word: str) -> tuple[type[Exception], ...]:
    """Load the instance, and say what its database raises. Pure commands never pay for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reprise.config.settings")
    importlib.import_module("django").setup()
    if word not in TABLES:
        importlib.import_module("reprise.web.cli.instance").begin_embedded()
    return (importlib.import_module("django.db").DatabaseError,)
