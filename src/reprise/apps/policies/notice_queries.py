"""Which notices a shop says are in place."""

from reprise.apps.policies.models import NoticePlaced


def notices_in_place(shop_id: int) -> list[NoticePlaced]:
    """Every notice somebody ticked, in one query."""
    return list(NoticePlaced.objects.filter(shop_id=shop_id))
