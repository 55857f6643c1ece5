from collections.abc import Iterable
from datetime import datetime

from reprise.apps.cases.models import DeadlineReminder
from reprise.platform.transactions import atomic

#: A deadline's number, whom the reminder went to, and how many days before its day.
Reminded = tuple[int, str, int]


@atomic
def mark_reminded(reminders: Iterable[Reminded], *, at: datetime) -> None:
    """Keep on each deadline who was reminded of it and when; what is kept already stays as it is."""
    rows = [DeadlineReminder(deadline_id=number, to=to, days=days, sent_at=at) for number, to, days in reminders]
    DeadlineReminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
