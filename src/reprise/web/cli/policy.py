"""`reprise policy simulate`, `check` and `export`: a policy tried on the past, checked, and as a file."""

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.policies.kept_policy import from_json, policy_of
from reprise.apps.policies.policy_files import PolicyFileRefused, policy_as_text, read_policy
from reprise.apps.policies.queries import draft_of, policy_on, versions_of
from reprise.apps.policies.rules import Policy, Severity, check_policy
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.law.jurisdictions import known_countries
from reprise.readmodels.clocks import day_of
from reprise.web.cli.declaring import Commands, command, takes_json, takes_shop
from reprise.web.cli.policy_lines import row_lines
from reprise.web.cli.policy_told import found_rows, problem_rows, tell_findings, tell_problems, tell_report
from reprise.workflows.simulate_policy.running import Asked, Progress, simulate

OPEN_DRAFT: Final = "draft"
MOST_YEARS: Final = 30


class NoDraft(Refusal):
    """Nobody is writing a next version."""

    code = "no_draft"
    kind = Kind.MISSING
    sentence = mark("The shop %(shop)s has no open draft. Name a file, or begin a draft at the desk.")


class NoSuchVersion(Refusal):
    """The shop has no version of that number."""

    code = "no_version"
    kind = Kind.MISSING
    sentence = mark("The shop %(shop)s has no version %(number)s of its policy; it has %(known)s.")


def add_parser(commands: Commands) -> None:
    """Declare the three commands."""
    policy = commands.add_parser("policy").add_subparsers(required=True, metavar="COMMAND")
    trying = command(policy, "simulate", "replay past cases through a draft and compare")
    trying.add_argument("draft", metavar="DRAFT", help="a file, or “draft” for the shop's open draft")
    takes_shop(trying)
    trying.add_argument("--since", required=True, type=_day, metavar="DATE", help="the first day: 2026-01-01")
    trying.add_argument("--until", type=_day, metavar="DATE", help="the last day; today if it is left out")
    trying.add_argument("--processes", type=int, choices=range(1, 9), metavar="N", help="1 to 8; two where it pays")
    takes_json(trying)
    trying.set_defaults(run=run_simulate)
    checking = command(policy, "check", "say what is wrong with a policy file")
    checking.add_argument("file", type=Path, metavar="FILE", help="a policy as YAML or JSON")
    checking.add_argument("--country", default="FR", metavar="CC", help="where the shop is; FR if it is left out")
    takes_json(checking)
    checking.set_defaults(run=run_check)
    writing = command(policy, "export", "write a version as a file that can be read again")
    takes_shop(writing)
    writing.add_argument("--version", type=int, metavar="N", help="the one in force if it is left out")
    writing.add_argument("--json", action="store_true", help="write JSON; YAML without it")
    writing.set_defaults(run=run_export)


def run_simulate(args: argparse.Namespace) -> int:
    """Replay: 0 when told, 1 when the draft takes rights away, 2 when it cannot be replayed."""
    shop = shop_by_slug(args.shop)
    today = day_of(shop, timezone.now())
    until = args.until or today
    _check_days(args.since, until, today)
    try:
        draft = _draft(args.draft, shop)
    except PolicyFileRefused as refused:
        return _refused(args.draft, refused, as_json=args.json)
    in_force = policy_on(shop.pk, today)
    asked = Asked(policy_of(in_force), in_force.number, draft, args.since, until)
    report = simulate(shop=shop, asked=asked, progress=_telling(), processes=args.processes)
    findings, lines = check_policy(draft, shop.country, today), row_lines(Path(args.draft))
    document = {"shop": shop.slug, "in_force": in_force.number, **report, "findings": found_rows(findings, lines)}
    if args.json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        tell_report(document)
    tell_findings(args.draft, findings, lines)
    is_less = report["less_than_law"] or any(each.severity is Severity.ERROR for each in findings)
    return 1 if is_less else 0


def run_check(args: argparse.Namespace) -> int:
    """Check a file: 0 all well or warnings only, 1 findings that keep it from being published, 2 no policy at all."""
    country = args.country.upper()
    if country not in known_countries():
        raise Invalid(field="country", why=mark("write one of the countries whose law is known, for example FR."))
    try:
        policy = read_policy(args.file)
    except PolicyFileRefused as refused:
        return _refused(str(args.file), refused, as_json=args.json)
    findings, lines = check_policy(policy, country, timezone.localdate()), row_lines(args.file)
    if args.json:
        found = found_rows(findings, lines)
        document: dict[str, Any] = {"file": str(args.file), "problems": [], "findings": found}
        print(json.dumps(document, ensure_ascii=False))
    else:
        rows = sum(len(rows) for rows in policy.tables.values())
        print(f"{args.file}: {rows} rows, {len(findings)} findings")
    tell_findings(str(args.file), findings, lines)
    return 1 if any(each.severity is Severity.ERROR for each in findings) else 0


def run_export(args: argparse.Namespace) -> int:
    """Print a version."""
    shop = shop_by_slug(args.shop)
    found = policy_on(shop.pk, day_of(shop, timezone.now()))
    if args.version is not None:
        versions = {version.number: version for version in versions_of(shop.pk)}
        if args.version not in versions:
            known = ", ".join(map(str, sorted(versions)))
            raise NoSuchVersion(shop=shop.slug, number=args.version, known=known)
        found = versions[args.version]
    print(policy_as_text(policy_of(found), as_json=args.json), end="")
    return 0


def _draft(name: str, shop: Any) -> Policy:
    if name != OPEN_DRAFT or Path(name).exists():
        return read_policy(Path(name))
    draft = draft_of(shop.pk)
    if draft is None:
        raise NoDraft(shop=shop.slug)
    return from_json(draft.content)


def _check_days(since: date, until: date, today: date) -> None:
    if since > today:
        raise Invalid(field="since", why=mark("choose a day that is not after today: only the past is replayed."))
    if until < since:
        raise Invalid(field="until", why=mark("choose a day that is not before the first one."))
    if (today - since).days > MOST_YEARS * 366:
        raise Invalid(field="since", why=mark("choose a day of the last thirty years."))


def _refused(name: str, refused: PolicyFileRefused, *, as_json: bool) -> int:
    if as_json:
        document = {"file": name, "problems": problem_rows(refused.problems), "findings": []}
        print(json.dumps(document, ensure_ascii=False))
    tell_problems(name, refused.problems)
    return 2


def _telling() -> Progress:
    """Tell how far it is on standard error, every two seconds."""
    begun = told = time.monotonic()

    def tell(done: int, lines: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told > 2 or done == lines:
            told = now
            print(f"{done} of {lines} lines, {now - begun:.0f} s", file=sys.stderr)

    return tell


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it like 2026-08-25") from fault
