from django.db import transaction
from django.db.models import F

from reprise.apps.cases.models import NumberSeries
from reprise.platform.statements import Reading, Writing, insert_new

_COUNT = Writing(
    lambda shop_id, series, year: (
        NumberSeries.objects.filter(shop_id=shop_id, series=series, year=year), {"last": F("last") + 1},
    )
)  # fmt: skip
_SERIES = Reading(lambda shop_id, series, year: NumberSeries.objects.filter(shop_id=shop_id, series=series, year=year))


@transaction.atomic(savepoint=False)
def next_number(*, shop_id: int, series: str, year: int) -> str:
    """The next number of a shop's series and year, e.g. RMA-2026-00042; given back if the transaction is undone."""
    key = (shop_id, series, year)
    while not _COUNT.rows(*key):  # the first of its year, unless somebody begins the series this very moment
        if insert_new(NumberSeries(shop_id=shop_id, series=series, year=year, last=1)):
            break
    (counted,) = _SERIES.all(*key)
    return f"{series}-{year}-{counted.last:05d}"
