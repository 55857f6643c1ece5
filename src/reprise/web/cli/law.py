"""`reprise law check` and `reprise law explain`: the legal library by itself, without an instance."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reprise.law.assess import assess
from reprise.law.checking import Report, check
from reprise.law.documents import assessment_document, explanation_document
from reprise.law.explain import explain
from reprise.law.facts import Facts
from reprise.law.jurisdictions import read_everything
from reprise.law.letters import as_text
from reprise.law.library import BadLaw, together_with
from reprise.law.reading import FactsError, read_facts
from reprise.law.scenario_files import UnreadableFile, WrittenScenario, read_document, read_scenarios
from reprise.web.cli.declaring import Commands, command, takes_json


def add_parser(commands: Commands) -> None:
    """Declare the two commands."""
    law = commands.add_parser("law").add_subparsers(required=True, metavar="COMMAND")
    checking = command(law, "check", "run scenarios and compare each answer with the one expected")
    checking.add_argument("file", metavar="FILE.yaml", help="a list of scenarios; - reads standard input")
    takes_json(checking)
    _add_folder(checking)
    checking.set_defaults(run=run_check)
    telling = command(law, "explain", "tell the entitlements and reasons for one set of facts")
    telling.add_argument("file", metavar="FACTS.json", help="the facts of one claim; - reads standard input")
    telling.add_argument("--lang", choices=("fr", "en"), default="en", help="the language it is told in (%(default)s)")
    takes_json(telling)
    _add_folder(telling)
    telling.set_defaults(run=run_explain)


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--law", metavar="FOLDER", help="countries and amendments of your own, read beside ours")


@contextmanager
def _law_in(folder: str | None) -> Iterator[None]:
    """Lay the folder beside our law; UnreadableFile when there is no law in it."""
    if folder is None:
        yield
        return
    if not Path(folder).is_dir():
        raise UnreadableFile(f"{folder} is no folder")
    try:
        with together_with(Path(folder)):
            read_everything()
            yield
    except BadLaw as fault:
        raise UnreadableFile(str(fault)) from fault


def run_check(args: argparse.Namespace) -> int:
    """Run scenarios: 0 when all pass, 1 when one fails, 2 when the file or a scenario of it cannot be read."""
    try:
        with _law_in(args.law):
            report = check(read_scenarios(content_of(args.file)))
    except (UnreadableFile, OSError) as fault:
        return unusable(args.file, fault)
    tell(args.file, report)
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print(f"{report.passed} of {report.total} scenarios pass")
    if any(failure.malformed for failure in report.failures):
        return 2
    return 0 if report.passed == report.total else 1


def run_explain(args: argparse.Namespace) -> int:
    """Tell what one set of facts gives: 0 when told, 2 when the facts cannot be read."""
    try:
        with _law_in(args.law):
            answer = assess(facts_in(read_document(content_of(args.file))))
            told = explain(answer, args.lang)
    except (UnreadableFile, OSError) as fault:
        return unusable(args.file, fault)
    except FactsError as fault:
        for problem in fault.problems:
            print(f"reprise: {args.file}:{problem.line}: {problem.field} {problem.message}", file=sys.stderr)
        return 2
    if args.json:
        document = assessment_document(answer) | {"explanation": explanation_document(told)}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print(as_text(told, args.lang))
    return 0


def facts_in(document: WrittenScenario) -> Facts:
    """The facts of a document, bare or under the key “facts”; each problem names the line of its field."""
    content = document.content
    within = isinstance(content, dict) and isinstance(content.get("facts"), dict)
    try:
        return read_facts(content["facts"] if isinstance(content, dict) and within else content)
    except FactsError as fault:
        path = "facts." if within else ""
        lines = [document.line_of(f"{path}{problem.field}") for problem in fault.problems]
        raise FactsError(
            replace(problem, line=line) for problem, line in zip(fault.problems, lines, strict=True)
        ) from None


def tell(name: str, report: Report) -> None:
    """Name each field that fails, with its line, on standard error."""
    for failure in report.failures:
        place = f"{name}:{failure.line}: {failure.id}: {failure.field}"
        if failure.malformed:
            print(f"{place} {failure.expected}", file=sys.stderr)
        else:
            expected, got = (json.dumps(value, ensure_ascii=False) for value in (failure.expected, failure.got))
            print(f"{place}: expected {expected}, got {got}", file=sys.stderr)


def content_of(name: str) -> bytes:
    """The bytes of a file, or of standard input for “-”."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def unusable(name: str, fault: Exception) -> int:
    """Say in one sentence why a file cannot be used."""
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    print(f"reprise: {name}: {why}", file=sys.stderr)
    return 2
