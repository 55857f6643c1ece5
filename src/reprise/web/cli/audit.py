"""`reprise audit verify`: are the timelines as they were written?"""

import argparse
import json

from reprise.apps.cases.queries import every_case
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.core.refusals import NotFound
from reprise.web.cli.declaring import Commands, command, takes_json


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    words = commands.add_parser("audit").add_subparsers(required=True, metavar="COMMAND")
    verify = command(words, "verify", "recompute every hash chain, and name the first event that does not fit")
    verify.add_argument("case", nargs="?", default="", metavar="CASE", help="the reference of one; without it, all")
    takes_json(verify)
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Name the first event that does not fit in each broken timeline; 1 when there is one."""
    checked, broken = 0, []
    for case in every_case(args.case):
        checked += 1
        if found := verify_timeline(case):
            broken.append({"case": case.reference, "event": found.sequence, "why": found.why})
    if args.case and not checked:
        raise NotFound
    if args.json:
        print(json.dumps({"checked": checked, "intact": checked - len(broken), "broken": broken}))
    else:
        print(f"{checked} timelines checked, {len(broken)} broken")
        for row in broken:
            print(f"{row['case']}: event {row['event']}: {row['why']}")
    return 1 if broken else 0
