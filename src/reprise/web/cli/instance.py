"""`reprise migrate` and `reprise check`: bring an instance's tables up to date, and say what is not in order."""

import argparse
import json
import shutil
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from reprise.apps.notifications.sending.server import mail_server
from reprise.platform.fence import fence
from reprise.platform.jobs.dead import dead_jobs
from reprise.platform.live.between import between
from reprise.platform.migrated import is_up_to_date
from reprise.web.cli.declaring import Commands, takes_json


def add_parser(commands: Commands) -> None:
    """Declare both commands."""
    migrate = commands.add_parser("migrate")
    migrate.set_defaults(run=run_migrate)
    check = commands.add_parser("check")
    takes_json(check)
    check.set_defaults(run=run_check)


def run_migrate(args: argparse.Namespace) -> int:
    """Apply what is missing; running it again changes nothing."""
    if is_up_to_date():
        return 0
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    call_command("createcachetable", verbosity=0, stdout=sys.stderr)
    return 0


def begin_embedded() -> None:
    """Make the tables of an embedded instance that has none, so that any command may be its first."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        run_migrate(argparse.Namespace())


def run_check(args: argparse.Namespace) -> int:
    """Print each check and its remedy; 1 when one failed."""
    looks = (_fence(), _tables(), _files(), _folder(), _jobs(), _live(), _proxy(), _video(), _mail(), _card())
    findings = [finding for finding in looks if finding]
    if args.json:
        print(json.dumps({"findings": findings}))
    else:
        for finding in findings or [{"check": "all", "state": "fine", "advice": ""}]:
            print(f"{finding['check']}: {finding['state']} {finding['advice']}".rstrip())
    return 1 if any(finding["state"] == "broken" for finding in findings) else 0


def _fence() -> dict[str, str] | None:
    told = fence()
    if told is None:
        return None
    if not told.whole:
        return _finding("outbox", "broken", "A restore did not come to its end: run it again.")
    return _finding("outbox", "broken", "Restored, and nothing leaves: look around, then `reprise outbox release`.")


def _tables() -> dict[str, str] | None:
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as fault:
        advice = f"It does not answer ({type(fault).__name__}). Check REPRISE_DATABASE_URL."
        return _finding("database", "broken", advice)
    return _finding("database", "broken", "Tables are not up to date: run `reprise migrate`.") if behind else None


def _files() -> dict[str, str] | None:
    free = shutil.disk_usage(settings.ENV.data_dir).free
    if free < 1_000_000_000:
        return _finding("disk", "broken", "Less than 1 GB is free in the data folder.")
    return None


def _folder() -> dict[str, str] | None:
    folder = settings.ENV.data_dir
    if folder.stat().st_mode & 0o007:
        return _finding("folder", "open", f"Everybody on this machine can look into it: chmod -R o-rwx {folder}")
    return None


def _jobs() -> dict[str, str] | None:
    try:
        given_up = len(dead_jobs())
    except DatabaseError:  # told by the check of the tables
        return None
    if given_up:
        return _finding("jobs", "broken", f"{given_up} were given up: see `reprise worker --list-dead`.")
    return None


def _live() -> dict[str, str] | None:
    fault = between().fault()
    if fault is None:
        return None
    if settings.ENV.redis_url is not None:
        advice = f"Redis does not answer ({fault}): open pages ask every few seconds instead. Check REPRISE_REDIS_URL."
        return _finding("live", "broken", advice)
    advice = f"Only pages of the same process are told at once: {fault}. Shorten REPRISE_DATA_DIR, or use Redis."
    return _finding("live", "plain", advice)


def _proxy() -> dict[str, str] | None:
    if settings.ENV.https and not settings.ENV.trusted_proxies:
        advice = (
            "All visitors count as one address, and share its limits. Set REPRISE_TRUSTED_PROXIES to how many stand"
        )
        return _finding("proxy", "broken", f"{advice} in front: TLS ends at one of them.")
    return None


def _video() -> dict[str, str] | None:
    if shutil.which("ffmpeg") is None:
        advice = "Videos are kept without a picture. Install ffmpeg (Debian: apt-get install ffmpeg)."
        return _finding("video", "plain", advice)
    return None


def _mail() -> dict[str, str] | None:
    if settings.ENV.mail_url is None:
        return _finding("mail", "local", "Messages stay on the local outbox page. Set REPRISE_MAIL_URL to send them.")
    try:
        mail_server(settings.ENV.mail_url.get_secret_value())
    except ValueError as fault:
        return _finding("mail", "broken", f"{fault}.")
    return None


def _card() -> dict[str, str] | None:
    if settings.ENV.sandbox_card_url:
        return _finding("payments", "sandbox", "The sandbox card provider is on: it moves no money.")
    return None


def _finding(check: str, state: str, advice: str) -> dict[str, str]:
    return {"check": check, "state": state, "advice": advice}
