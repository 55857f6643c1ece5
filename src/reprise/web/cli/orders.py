"""`reprise orders import`: orders from a platform's export."""

import argparse
import json
import sys
from pathlib import Path

from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.web.cli.declaring import Commands, command, takes_json, takes_shop

FORMATS = ("shopify", "woocommerce", "prestashop", "csv")


def add_parser(commands: Commands) -> None:
    """Declare the command."""
    words = commands.add_parser("orders").add_subparsers(required=True, metavar="COMMAND")
    orders = command(words, "import", "bring in the orders of an export, those that came before too")
    orders.add_argument("file", type=Path, metavar="FILE", help="the export, as the shop system wrote it")
    orders.add_argument("--format", required=True, choices=FORMATS, help="what wrote it; csv: any other shop")
    takes_shop(orders)
    takes_json(orders)
    orders.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, then tell what became of the orders; 1 when one was refused."""
    shop = shop_by_slug(args.shop)
    try:
        with args.file.open("rb") as file:
            report = import_orders(actor=system(shop.pk), file=file, format=args.format, at=timezone.now())
    except OSError as fault:
        print(f"reprise: {args.file}: {fault.strerror}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(_document(report), ensure_ascii=False))
    else:
        _tell(report)
    return 1 if report.refused else 0


def _document(report: ImportReport) -> dict[str, object]:
    return {
        "read": report.read, "created": report.created, "updated": report.updated, "unchanged": report.unchanged,
        "refused": [
            {"line": row.line, "order": row.order, "field": row.field, "reason": str(row.reason)}
            for row in report.refused
        ],
    }  # fmt: skip


def _tell(report: ImportReport) -> None:
    counts = (report.read, report.created, report.updated, report.unchanged, len(report.refused))
    print("{} orders read: {} created, {} updated, {} unchanged, {} refused".format(*counts))
    for row in report.refused:
        print(f"line {row.line}, order {row.order or '?'}, {row.field or 'row'}: {row.reason}")
    for noted in report.remarks:
        print(f"remark, line {noted.line}, order {noted.order}, {noted.remark.field}: {noted.remark.reason}")
