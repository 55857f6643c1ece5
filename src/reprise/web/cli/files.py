"""`reprise files check`: what the upload gate says of files. Needs no database and no instance."""

import argparse
import json
from pathlib import Path

from reprise.platform.files.gate import check
from reprise.platform.files.rejections import REJECTIONS, FileRejected
from reprise.platform.files.verdict import KINDS, Verdict
from reprise.web.cli.declaring import Commands, command, takes_json


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    files = commands.add_parser("files")
    words = files.add_subparsers(required=True, metavar="COMMAND")
    checking = command(words, "check", "say whether files would be taken, and what is found in them")
    checking.add_argument("file", nargs="+", metavar="FILE", help="the files to look at")
    checking.add_argument("--as", dest="kind", choices=sorted(KINDS), help="what they must be")
    takes_json(checking)
    checking.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a verdict for each file; 1 when one was rejected."""
    rows = [_row(name, check(Path(name), name, args.kind)) for name in args.file]
    if args.json:
        print(json.dumps({"files": rows}))
    else:
        for row in rows:
            print(f"{row['file']}: {row['verdict']} ({row['kind']}) {row['reason']}".rstrip())
    return 1 if any(row["verdict"] == "reject" for row in rows) else 0


def _row(name: str, verdict: Verdict) -> dict[str, object]:
    more = {"media_type": verdict.media_type, "width": verdict.width, "height": verdict.height}
    facts = dict(verdict.facts) | {fact: value for fact, value in more.items() if value}
    return {
        "file": name, "verdict": verdict.outcome.value, "kind": verdict.kind, "reason": _reason(verdict),
        "code": verdict.code, "facts": facts,
    }  # fmt: skip


def _reason(verdict: Verdict) -> str:
    return "" if verdict.accepted else str(REJECTIONS.get(verdict.code, FileRejected)(**verdict.params))
