"""`reprise search rebuild`: read everything into the search index anew."""

import argparse
from collections import Counter

from reprise.apps.search.kinds import Found
from reprise.workflows.search_index import rebuild


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    again = commands.add_parser("search").add_subparsers(required=True).add_parser("rebuild")
    again.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Say how much was read; the search answers meanwhile."""
    read = Counter[Found]()
    for kind, count in rebuild():
        read[kind] += count
    print(", ".join(f"{read[kind]} {kind.value}s" for kind in Found))
    return 0
