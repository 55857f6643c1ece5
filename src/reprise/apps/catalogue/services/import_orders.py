import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Final

from django.db import DataError, IntegrityError, OperationalError
from django.utils import translation

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.importing.landing import Landing
from reprise.apps.catalogue.importing.plausible import plausible
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow, Sentence, order_source
from reprise.apps.catalogue.reading.faults import NothingInIt
from reprise.apps.catalogue.services.kind_rules import rules_of
from reprise.apps.catalogue.services.land_orders import land_orders
from reprise.core.refusals import Overtaken, Refusal, mark

BATCH: Final = 100  # orders in one transaction
NOT_STORED = mark(
    "This order could not be stored. Import the file again; if that does not help, tell your administrator."
)

_log = logging.getLogger(__name__)


def import_orders(*, actor: Actor, file: BinaryIO, format: str, at: datetime) -> ImportReport:  # noqa: A002
    """Read a platform's export and write its orders in small batches; what cannot be used is told, the rest lands.

    Not one transaction: reading takes its time, and what has landed stays. The same file again changes nothing.
    """
    actor.require(Right.ORDERS_IMPORT)
    source = order_source(format)
    shop = shop_of(actor)
    home = Home(currency=shop.currency, country=shop.country, timezone=shop.timezone)
    landing = Landing(shop.pk, shop.language, source.platform, home, rules_of(shop.pk), at)
    report = ImportReport()
    batch: dict[str, ImportedOrder] = {}
    for read in _while_readable(source.read(file, home)):
        item = read if isinstance(read, RefusedRow) else plausible(read, home, at)
        if isinstance(item, RefusedRow):
            report.refuse(item)
            continue
        if len(batch) == BATCH or item.external_id in batch:
            _land(landing, list(batch.values()), report)
            batch.clear()
        batch[item.external_id] = item
    _land(landing, list(batch.values()), report)
    return report


def _while_readable(items: Iterator[ImportedOrder | RefusedRow]) -> Iterator[ImportedOrder | RefusedRow]:
    """The items of a file; when it turns out unreadable half-way, that is told and what was read stands."""
    begun = False
    try:
        for item in items:
            begun = True
            yield item
    except Refusal as refusal:
        if not begun:
            raise
        yield RefusedRow(0, "", refusal.field or "", Sentence(refusal.sentence, refusal.params))
    if not begun:
        raise NothingInIt


def _land(landing: Landing, orders: Sequence[ImportedOrder], report: ImportReport) -> None:
    """Land a batch; when the database refuses something in it, each order alone."""
    with translation.override(landing.language):  # delivery without a name gets one in the shop's language
        try:
            report.add(land_orders(landing=landing, orders=orders))
        except (DataError, IntegrityError, OperationalError, Overtaken):  # operational: two that waited for each other
            for order in orders:
                _land_alone(landing, order, report)


def _land_alone(landing: Landing, order: ImportedOrder, report: ImportReport) -> None:
    try:
        report.add(land_orders(landing=landing, orders=[order]))
    except (DataError, IntegrityError, Overtaken) as fault:
        _log.warning("order not stored", exc_info=fault, extra={"line": order.line, "shop": landing.shop_id})
        report.refuse(RefusedRow(order.line, order.number, "", Sentence(NOT_STORED)))
