from django.db.models import F

from reprise.apps.cases.models import NumberSeries
from reprise.core.references import dated_number
from reprise.platform.statements import Writing, insert_new
from reprise.platform.transactions import atomic

_COUNT = Writing(
    lambda shop_id, series, year: (
        NumberSeries.objects.filter(shop_id=shop_id, series=series, year=year), {"last": F("last") + 1},
    ),
    tells="last",
)  # fmt: skip


@atomic
def next_number(*, shop_id: int, series: str, year: int) -> str:
    """The next number of a shop's series and year, e.g. RMA-2026-00042; given back if the transaction is undone."""
    while not (counted := _COUNT.told(shop_id, series, year)):  # the first of its year
        if insert_new(NumberSeries(shop_id=shop_id, series=series, year=year, last=1)):
            counted = [1]
            break  # else somebody began the series this very moment
    return dated_number(series, year, counted[0])
