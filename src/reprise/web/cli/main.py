"""The `reprise` command: one module per subject, each with add_parser() and run()."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from reprise.core.refusals import Refusal


class Subject(Protocol):
    """A module that holds commands."""

    def add_parser(self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Declare the commands and their options; set `run` to the function that does the work."""


#: First word of a command line → the module that answers it; only that one is imported.
SUBJECTS = {
    "audit": "reprise.web.cli.audit",
    "check": "reprise.web.cli.instance",
    "demo": "reprise.web.cli.demo",
    "files": "reprise.web.cli.files",
    "law": "reprise.web.cli.law",
    "migrate": "reprise.web.cli.instance",
    "orders": "reprise.web.cli.orders",
    "sandbox-card": "reprise.web.cli.sandbox_card",
    "serve": "reprise.web.cli.serve",
    "shops": "reprise.web.cli.shops",
    "staff": "reprise.web.cli.shops",
    "tokens": "reprise.web.cli.shops",
    "worker": "reprise.web.cli.worker",
}

#: Subjects that work without an instance or a database, and so without Django.
PURE = frozenset({"law", "files", "sandbox-card", "demo"})

#: Subjects that look after the tables themselves.
TABLES = frozenset({"migrate", "check", "serve"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 all well, 1 findings, 2 bad usage or input."""
    words = list(sys.argv[1:] if argv is None else argv)
    word = words[0] if words else ""
    if word not in SUBJECTS:
        return _overview(word)
    faults = () if word in PURE else _set_up(word)
    parser = argparse.ArgumentParser(prog="reprise")
    subject = importlib.import_module(SUBJECTS[word])
    subject.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    try:
        return int(args.run(args) if hasattr(args, "run") else subject.run(args))
    except Refusal as refusal:
        print(f"reprise: {refusal}", file=sys.stderr)
        return 2
    except faults as fault:
        print(f"reprise: the database refused ({fault}). Run `reprise migrate`, then `reprise check`.", file=sys.stderr)
        return 2


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
