"""`reprise generate`: a believable past that nobody lived, to measure with and to try policies on."""

import argparse
import sys
import time

from django.db import connection
from django.utils import timezone

from reprise.apps.accounts.queries import shop_by_slug
from reprise.demo.synthetic.shop import RealOrders, real_orders, room_in, synthetic_shop
from reprise.demo.synthetic.writing import write_history
from reprise.web.cli.declaring import Commands

MOST = 5_000_000


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    generate = commands.add_parser("generate")
    generate.add_argument("--cases", type=_count, required=True, metavar="N", help="how many cases")
    generate.add_argument("--shop", metavar="SLUG", help="a shop that is there; without it one is made for it")
    generate.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed tells the same story")
    generate.add_argument(
        "--beside-real-orders", action="store_true", help="write even into a shop that holds orders of its own"
    )
    generate.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the history batch by batch, told on standard error; it may be stopped and gone on with at any batch."""
    at = timezone.now()
    shop = shop_by_slug(args.shop) if args.shop else synthetic_shop(at)
    if not args.beside_real_orders and real_orders(shop):
        raise RealOrders(shop=shop.slug)
    start, begun, told = room_in(shop), time.monotonic(), 0.0
    for done in write_history(shop=shop, cases=args.cases, seed=args.seed, start=start, at=at):
        spent = time.monotonic() - begun
        if spent - told > 2 or done.cases == args.cases:
            told = spent
            print(
                f"{done.cases} of {args.cases} cases, {done.lines} lines, {done.refunds} refunds, {spent:.0f} s",
                file=sys.stderr,
            )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or it goes on planning for empty tables, up to a minute, until it looks itself
    print(f"shop {shop.slug}: {args.cases} cases written")
    return 0


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of cases from 1 to {MOST:,}")
    return number
