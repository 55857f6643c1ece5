"""`reprise backup`, `restore` and `outbox`: copy an instance that serves, make one from a copy, let it speak."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from reprise.apps.accounts.erasure_log import NAME
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.queries import waiting_for_providers
from reprise.platform.backup.make import make_backup
from reprise.platform.backup.restore import finish_restore, restore
from reprise.platform.fence import fence, release
from reprise.readmodels.held_back import letters_waiting
from reprise.web.cli.declaring import Commands, command
from reprise.web.cli.instance import run_migrate
from reprise.workflows.erase_person import erase_again


def add_parser(commands: Commands) -> None:
    """Declare the three commands."""
    copy = commands.add_parser("backup")
    copy.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    copy.add_argument("--without-secret", action="store_true", help="leave the secret key out; keep it elsewhere")
    copy.set_defaults(run=run_backup)
    back = commands.add_parser("restore")
    back.add_argument("folder", type=Path, metavar="DIR", help="the folder of the backup")
    back.add_argument("--erasures", type=Path, metavar="FILE", help=f"a newer {NAME}: who was erased since")
    back.set_defaults(run=run_restore)
    words = commands.add_parser("outbox").add_subparsers(required=True, metavar="COMMAND")
    out = command(words, "release", "let letters and refunds of a restored instance leave again")
    out.add_argument("--refunds-checked", action="store_true", help="each refund was looked up at its provider")
    out.set_defaults(run=run_release)


def run_backup(args: argparse.Namespace) -> int:
    """Copy; 1 when files that the database names were not there, or not as they were."""
    made = make_backup(args.folder, at=timezone.now(), with_secret=not args.without_secret)
    size = sum(member.size for member in made.members)
    print(f"{args.folder}: {len(made.members)} files, {size} bytes, each with its hash in manifest.json")
    for one in made.lacking:
        print(f"reprise: file {one} is missing from the instance, or is not as it was stored.", file=sys.stderr)
    return 1 if made.lacking else 0


def run_restore(args: argparse.Namespace) -> int:
    """Check the copy, make the instance, bring its tables up to date, erase again who was erased since."""
    newer = [path for path in (args.erasures, Path(settings.ENV.data_dir) / NAME) if path is not None]
    kept = [(path, path.read_bytes()) for path in newer if path.is_file()]  # the copy's own takes the second's place
    made = restore(args.folder)
    run_migrate(args)
    again = 0
    for number, (_, told) in enumerate(kept):
        beside = Path(settings.ENV.data_dir) / f".erasures-{number}"
        beside.write_bytes(told)
        again += erase_again(path=beside, at=timezone.now())
        beside.unlink()
    again += erase_again(path=Path(settings.ENV.data_dir) / NAME, at=timezone.now())
    finish_restore(made)
    print(f"restored as of {made.made_at}; {again} people erased again")
    print("Nothing leaves this instance: look around, then run `reprise outbox release`.")
    return 0


def run_release(args: argparse.Namespace) -> int:
    """Let jobs, letters and refunds go on; 1 when refunds should be looked at first."""
    told = fence()
    if told is None:
        print("nothing was held back")
        return 0
    if not told.whole:
        print("reprise: the restore did not come to its end: run it again.", file=sys.stderr)
        return 2
    ready = [one for one in waiting_for_providers(timezone.now()) if one.state == RefundState.INTENDED.value]
    if ready and not args.refunds_checked:
        for one in ready:
            print(f"{one.case.reference}: {one.amount_minor} {one.currency} by {one.provider}, key {one.key}")
        advice = (
            "these may have been paid after the backup was made. Look each up at its provider, and give up in the desk "
            "those that were; then run it again with --refunds-checked."
        )
        print(f"reprise: {advice}", file=sys.stderr)
        return 1
    release()
    print(f"released: {letters_waiting()} letters and {len(ready)} refunds leave now")
    return 0
