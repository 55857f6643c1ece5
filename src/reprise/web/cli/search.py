"""`reprise search rebuild`: read everything into the search index anew."""

import argparse
from collections import Counter

from reprise.apps.search.kinds import Found
from reprise.web.cli.declaring import Commands, command
from reprise.workflows.search_index import rebuild


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    words = commands.add_parser("search").add_subparsers(required=True, metavar="COMMAND")
    again = command(words, "rebuild", "read every case, order, customer and parcel into the index anew")
    again.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Say how much was read; the search answers meanwhile."""
    read = Counter[Found]()
    for kind, count in rebuild():
        read[kind] += count
    print(", ".join(f"{read[kind]} {kind.value}s" for kind in Found))
    return 0
