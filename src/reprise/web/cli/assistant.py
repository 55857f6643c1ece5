"""`reprise assistant`: the articles and the assistant by themselves, without an instance."""

import argparse
import json
import sys
from pathlib import Path

from reprise.apps.knowledge.rules.shelf import read_folder, shipped_folder


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands."""
    assistant = commands.add_parser("assistant").add_subparsers(required=True)
    listing = assistant.add_parser("articles", help="list the articles and every fault in their files")
    listing.add_argument("--folder", help="articles elsewhere; without it, those shipped")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=run_articles)


def run_articles(args: argparse.Namespace) -> int:
    """List the articles: 0 when each can be used, 1 when a file has a fault."""
    articles, faults = read_folder(Path(args.folder) if args.folder else shipped_folder())
    for fault in faults:
        print(fault, file=sys.stderr)
    if args.json:
        told = [{"id": one.id, "kind": one.kind, "reviewed": one.reviewed.isoformat()} for one in articles]
        found = [{"file": one.file, "field": one.field, "message": one.message} for one in faults]
        print(json.dumps({"articles": told, "faults": found}, ensure_ascii=False, indent=2))
    else:
        for one in articles:
            print(f"{one.id:28} {one.kind:5} {one.reviewed} {one.in_('en').title}")
        print(f"{len(articles)} articles, {len(faults)} faults")
    return 1 if faults else 0
