"""`reprise assistant guides`: the troubleshooting guides by themselves, without an instance."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from reprise.apps.knowledge.rules.drawings import shipped_drawings
from reprise.apps.knowledge.rules.faults import Fault
from reprise.apps.knowledge.rules.guide import Guide
from reprise.apps.knowledge.rules.guide_shelf import guide_folder, outside_faults, read_guides
from reprise.apps.knowledge.rules.guide_ways import most_left
from reprise.apps.knowledge.rules.shelf import shipped_folder
from reprise.web.cli.declaring import Commands, command, takes_json


def add_parser(assistant: Commands) -> None:
    """Declare the command."""
    listing = command(assistant, "guides", "list the troubleshooting guides and every fault in their files")
    listing.add_argument("--folder", metavar="FOLDER", help="guides elsewhere; without it, those shipped")
    takes_json(listing)
    listing.set_defaults(run=run_guides)


def run_guides(args: argparse.Namespace) -> int:
    """List the guides: 0 when no file has a fault, 1 otherwise."""
    guides, faults = read_guides(Path(args.folder) if args.folder else guide_folder())
    articles = {file.name.removesuffix(".yaml") for file in shipped_folder().iterdir()}
    faults += outside_faults(guides, articles=articles, pictures=shipped_drawings().keys())
    if args.json:
        print(json.dumps(_document(guides, faults), ensure_ascii=False, indent=2))
    else:
        for guide in guides:
            print(f"{guide.id:20} {guide.minutes:>2} min  {len(guide.steps):>2} steps  {guide.in_('en').title}")
        print(f"{len(guides)} guides, {len(faults)} faults")
        for fault in faults:
            print(f"reprise: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _document(guides: Sequence[Guide], faults: Sequence[Fault]) -> dict[str, object]:
    return {
        "guides": [
            {"id": guide.id, "title": {language: front.title for language, front in guide.texts.items()},
             "reviewed": guide.reviewed.isoformat(), "minutes": guide.minutes, "steps": len(guide.steps),
             "longest": most_left(guide, guide.start), "ends": {end.id: end.leads for end in guide.ends.values()}}
            for guide in guides
        ],
        "faults": [str(fault) for fault in faults],
    }  # fmt: skip
