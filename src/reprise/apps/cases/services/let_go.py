from reprise.apps.cases.models import Case
from reprise.platform.transactions import atomic


@atomic
def let_go_closed(*, shop_id: int, person_id: int) -> int:
    """Take closed cases from somebody who leaves, so that whoever writes there again does not wait for them.

    Nothing is decided by it, and there may be tens of thousands: the timeline keeps who was given each, and no more.
    """
    closed = Case.objects.filter(shop_id=shop_id, assignee=person_id, closed_at__isnull=False)
    return closed.update(assignee=None)
