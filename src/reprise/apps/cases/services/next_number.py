from django.db import IntegrityError, transaction
from django.db.models import F

from reprise.apps.cases.models import NumberSeries


@transaction.atomic(savepoint=False)
def next_number(*, shop_id: int, series: str, year: int) -> str:
    """The next number of a shop's series and year, e.g. RMA-2026-00042; given back if the transaction is undone."""
    found = NumberSeries.objects.filter(shop_id=shop_id, series=series, year=year)
    if not found.update(last=F("last") + 1):
        try:
            with transaction.atomic():
                NumberSeries.objects.create(shop_id=shop_id, series=series, year=year, last=1)
        except IntegrityError:  # somebody began the series this very moment
            found.update(last=F("last") + 1)
    return f"{series}-{year}-{found.values_list('last', flat=True).get():05d}"
