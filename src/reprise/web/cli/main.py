"""The `reprise` command: one module per subject, each with add_parser() and run()."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from reprise.core.refusals import NotFound, Refusal
from reprise.platform.serving.kept_code import drop_kept_code, use_kept_code
from reprise.web.cli.declaring import Commands, sentence


class Subject(Protocol):
    """A module that holds commands."""

    def add_parser(self, commands: Commands) -> None:
        """Declare the commands and their options; set `run` to the function that does the work."""


class Command(NamedTuple):
    """The first word of a command line: the module that answers it, the only one imported, and what it is for."""

    module: str
    about: str


COMMANDS: Final[Mapping[str, Command]] = {
    "assistant": Command("assistant", "check and ask the assistant; list the articles and guides it answers from"),
    "audit": Command("audit", "look whether the timelines are as they were written"),
    "backup": Command("backup", "copy the whole instance into a new folder, while it serves"),
    "check": Command("instance", "say what is not in order and how to mend it"),
    "demo": Command("demo", "make a demo shop and serve it"),
    "dossier": Command("dossier", "write everything of a case into a ZIP, or say whether one is whole"),
    "files": Command("files", "say what the upload gate says of files"),
    "generate": Command("generate", "write a synthetic history into a shop of its own"),
    "law": Command("law", "run scenarios of law, or tell what one set of facts leads to"),
    "mail": Command("mail", "take mails in from a mail server"),
    "maintenance": Command("maintenance", "answer every page with 503, the withdrawal function and health apart"),
    "migrate": Command("instance", "bring the tables up to date"),
    "orders": Command("orders", "bring orders in"),
    "outbox": Command("backup", "let everything leave a restored instance again"),
    "persons": Command("persons", "copy or erase the data of one person"),
    "policy": Command("policy", "check a policy, try it on past cases, write it to a file"),
    "restore": Command("backup", "make an instance from a backup; nothing leaves it until released"),
    "sandbox-card": Command("sandbox_card", "run the sandbox card provider, which moves no money"),
    "search": Command("search", "make the search index anew"),
    "serve": Command("serve", "serve the pages, the API and the worker"),
    "shops": Command("shops", "make a shop"),
    "staff": Command("shops", "invite somebody to the staff of a shop"),
    "tokens": Command("shops", "make an API token"),
    "worker": Command("worker", "do jobs: mails, refunds, housekeeping"),
}

#: Commands that work without an instance or a database, and so without Django.
PURE = frozenset({"assistant", "law", "files", "sandbox-card", "demo"})

#: Commands that look after the tables themselves.
TABLES = frozenset({"maintenance", "migrate", "check", "serve", "restore"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 all well, 1 findings, 2 bad usage or input."""
    gc.disable()  # what is loaded stays: looking through it again and again while it grows takes a sixth of the start
    os.umask(0o077)  # databases, files, copies and exports hold what people told a shop: nobody else here reads them
    use_kept_code()
    vars(sys)["modules"].setdefault("rich", None)  # structlog and httpx load it where a developer has it, for nothing
    words = list(sys.argv[1:] if argv is None else argv)
    word = words[0] if words else ""
    try:
        return _run(word, words) if word in COMMANDS else _overview(word)
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except NotFound:  # whose own sentence speaks of pages
        return _stop("there is nothing by one of these names. Check the shop, the case or the address you typed.")
    except Refusal as refusal:
        return _stop(str(refusal))
    except UnicodeEncodeError:
        return _stop("one of the words is not UTF-8. Type it again.")
    except OSError as fault:
        return _stop(f"{fault.filename or word}: {fault.strerror or fault}")


def _run(word: str, words: Sequence[str]) -> int:
    faults: tuple[type[Exception], ...] = ()
    if not _is_pure(words):
        try:
            faults = _set_up(word)
        except ValueError as fault:
            return _stop(f"a setting cannot be used. {_named(fault)}")
    parser = argparse.ArgumentParser(prog="reprise")
    subject = importlib.import_module(module_of(word))
    commands = parser.add_subparsers(required=True)
    subject.add_parser(commands)
    commands.choices[word].description = sentence(COMMANDS[word].about)
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


def _is_pure(words: Sequence[str]) -> bool:
    """Whether a command works without an instance: a dossier is written with one and verified anywhere."""
    return words[0] in PURE or list(words[:2]) == ["dossier", "verify"]


def module_of(word: str) -> str:
    """The module that answers a command."""
    return f"reprise.web.cli.{COMMANDS[word].module}"


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
    told = (f"  {name:<13} {command.about}" for name, command in COMMANDS.items())
    print("usage: reprise COMMAND …", "", *told, "", "`reprise COMMAND --help` tells more.", sep="\n", file=out)
    return 0 if word in {"-h", "--help"} else 2


def _set_up(word: str) -> tuple[type[Exception], ...]:
    """Load the instance, and say what its database raises. Pure commands never pay for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reprise.config.settings")
    importlib.import_module("django").setup()
    if word not in TABLES:
        importlib.import_module("reprise.web.cli.instance").begin_embedded()
    return (importlib.import_module("django.db").DatabaseError,)
