"""`reprise maintenance`: close the pages for a while, open them again, bring in what came meanwhile."""

import argparse
import json
import sys

from django.db import Error
from django.utils import timezone

from reprise.platform.maintenance import begin_maintenance, end_maintenance, maintenance
from reprise.web.cli.declaring import Commands, command, takes_json
from reprise.workflows.withdrawal_statement.ingest import how_many_wait, ingest, keep_faces


def add_parser(commands: Commands) -> None:
    """Declare the command and its words."""
    words = commands.add_parser("maintenance").add_subparsers(required=True, metavar="COMMAND")
    on = command(words, "on", "close; withdrawal statements are still received")
    on.add_argument("--reason", default="", help="shown to visitors, as it is")
    on.set_defaults(run=run_on)
    command(words, "off", "open again, and bring in what came meanwhile").set_defaults(run=run_off)
    command(words, "ingest", "bring in the statements kept on the disk").set_defaults(run=run_ingest)
    status = command(words, "status", "say whether it is closed, and how many statements wait on the disk")
    takes_json(status)
    status.set_defaults(run=run_status)


def run_on(args: argparse.Namespace) -> int:
    """Close; needs no database."""
    keep_faces()
    begin_maintenance(reason=args.reason.strip(), at=timezone.now())
    print("closed: every page answers 503, the withdrawal function goes on")
    return 0


def run_off(args: argparse.Namespace) -> int:
    """Open, then bring in what waits."""
    print("open again" if end_maintenance() else "it was open already")
    if maintenance() is not None:
        print("reprise: REPRISE_MAINTENANCE is still set: pages stay closed until it is not.", file=sys.stderr)
    return run_ingest(args)


def run_ingest(_: argparse.Namespace) -> int:
    """Record every statement on the disk, once each; 1 when some still wait."""
    try:
        print(f"{ingest(at=timezone.now())} statements brought in")
    except Error as fault:
        print(f"reprise: the database does not answer yet ({type(fault).__name__}).", file=sys.stderr)
    waiting = how_many_wait()
    if waiting:
        print(f"reprise: {waiting} statements still wait on the disk; the worker goes on trying.", file=sys.stderr)
    return 1 if waiting else 0


def run_status(args: argparse.Namespace) -> int:
    """What is going on."""
    told, waiting = maintenance(), how_many_wait()
    if args.json:
        state = {"closed": told is not None, "since": told.since if told else "", "reason": told.reason if told else ""}
        print(json.dumps({**state, "statements_waiting": waiting}))
    else:
        print(f"{'closed' if told else 'open'}; {waiting} statements wait on the disk")
    return 0
