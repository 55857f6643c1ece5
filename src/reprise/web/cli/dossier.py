"""`reprise dossier`: everything of one case in a ZIP, for a mediator, a court or a bank; and whether one is whole."""

import argparse
import importlib
import json
import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from reprise.core.dossier import check_dossier
from reprise.core.refusals import NotFound
from reprise.web.cli.declaring import Commands, command, takes_json


def add_parser(commands: Commands) -> None:
    """Declare the two commands."""
    words = commands.add_parser("dossier").add_subparsers(required=True, metavar="COMMAND")
    pack = command(words, "export", "write what was said and done in a case into a ZIP")
    pack.add_argument("case", metavar="CASE", help="the reference of the case")
    pack.add_argument(
        "-o", "--output", required=True, metavar="FILE.zip", help="where to write it; replaced if it is there"
    )
    pack.set_defaults(run=run_export)
    check = command(words, "verify", "say whether a dossier is as it was packed; no instance is needed")
    check.add_argument("file", metavar="FILE.zip", help="the dossier")
    takes_json(check)
    check.set_defaults(run=run_verify)


def run_export(args: argparse.Namespace) -> int:
    """Write the ZIP whole or not at all, readable by its owner only."""
    # What needs an instance is loaded here: a dossier is verified without one.
    case = next(iter(importlib.import_module("reprise.apps.cases.queries").every_case(args.case)), None)
    if case is None or not args.case:
        raise NotFound
    target = Path(args.output)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in importlib.import_module("reprise.readmodels.dossier.pack").dossier(case, at=datetime.now(UTC)):
                file.write(part)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    print(f"case {case.reference}: {target}, {target.stat().st_size} bytes", file=sys.stderr)
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Name what does not fit; 1 when there is anything."""
    found = check_dossier(Path(args.file))
    if args.json:
        told = {"case": found.case, "files": found.files, "events": found.events, "head": found.head}
        print(json.dumps({**told, "whole": not found.faults, "faults": list(found.faults)}))
    else:
        print(f"case {found.case}: {found.files} files, {found.events} events, the last {found.head}")
        for fault in found.faults:
            print(fault)
        if not found.faults:
            print("whole")
    return 1 if found.faults else 0
