"""`reprise persons`: hand out what is kept about somebody, or erase it, when they ask."""

import argparse
import json
import os
import secrets
import sys
from pathlib import Path

from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.core.refusals import NotFound
from reprise.readmodels.persons.export import export
from reprise.readmodels.persons.holdings import Holdings
from reprise.web.cli.declaring import Commands, command, takes_json, takes_shop
from reprise.workflows.erase_person import StillNeeded, erase_person, preview


def add_parser(commands: Commands) -> None:
    """Declare the two commands."""
    words = commands.add_parser("persons").add_subparsers(required=True, metavar="COMMAND")
    erase = command(words, "erase", "erase a person, once nothing with them is open")
    erase.add_argument("email", metavar="EMAIL", help="the address the person bought or wrote with")
    takes_shop(erase)
    erase.add_argument("--preview", action="store_true", help="only say what would go and what stays")
    takes_json(erase)
    erase.set_defaults(run=run_erase)
    pack = command(words, "export", "write all that is kept about a person into a ZIP")
    pack.add_argument("email", metavar="EMAIL", help="the address the person bought or wrote with")
    takes_shop(pack)
    pack.add_argument(
        "-o", "--output", required=True, metavar="FILE.zip", help="where to write it; replaced if it is there"
    )
    pack.set_defaults(run=run_export)


def run_erase(args: argparse.Namespace) -> int:
    """Erase, or say what stands in the way: 1 when something does."""
    actor = system(shop_by_slug(args.shop).pk)
    held, number = preview(actor, args.email), None
    erases = not args.preview and not held.obstacles
    counts = held.goes
    if erases:
        try:
            done = erase_person(actor=actor, email=args.email, at=timezone.now())
        except StillNeeded:  # something began in between: say what
            held, erases = preview(actor, args.email), False
        else:
            number, counts = done.number, done.counts
    told = {
        "erased": erases, "record": str(number) if number else None, "goes": counts, "stays": held.stays,
        "obstacles": [{"about": one.what, "why": str(one)} for one in held.obstacles],
    }  # fmt: skip
    print(json.dumps(told) if args.json else _told(held, counts, erases=erases))
    return 1 if held.obstacles else 0


def _told(held: Holdings, counts: dict[str, int], *, erases: bool) -> str:
    went = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
    stays = ", ".join(f"{count} {name}" for name, count in held.stays.items() if count) or "nothing"
    lines = [f"{'erased' if erases else 'would go'}: {went}", f"stays without a name: {stays}"]
    if erases:
        lines.append("Backups made before still hold this person: let them expire, or erase again after a restore.")
    return "\n".join([*lines, *(f"in the way: {one}" for one in held.obstacles)])


def run_export(args: argparse.Namespace) -> int:
    """Write the ZIP whole or not at all, readable by its owner only."""
    shop = shop_by_slug(args.shop)
    held = preview(system(shop.pk), args.email)
    if held.is_empty:
        raise NotFound
    target = Path(args.output)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in export(held, shop_name=shop.name, at=timezone.now()):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    print(f"{target}: {target.stat().st_size} bytes", file=sys.stderr)
    return 0
