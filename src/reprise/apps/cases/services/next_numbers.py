from django.db.models import F

from reprise.apps.cases.models import NumberSeries
from reprise.platform.transactions import atomic


@atomic
def next_numbers(*, shop_id: int, series: str, year: int, count: int) -> list[str]:
    """The next numbers of a shop's series and year, many at once."""
    row, _ = NumberSeries.objects.get_or_create(shop_id=shop_id, series=series, year=year)
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + count)
    row.refresh_from_db(fields=["last"])
    return [f"{series}-{year}-{number:05d}" for number in range(row.last - count + 1, row.last + 1)]
