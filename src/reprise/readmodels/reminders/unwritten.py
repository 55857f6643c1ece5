"""Leaves out what was written already: a reminder is one letter, known by its key."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from reprise.apps.notifications.models import Mail

#: After any other letter about a case, a reminder waits so long: two in a row are one too many.
PEACE: Final = timedelta(hours=12)


def key_of(start: str, number: str, end: str = "") -> Concat:
    """The key of a row's letter, computed where the rows are."""
    return Concat(Value(start), Cast(F(number), CharField()), Value(end), output_field=CharField())


def unwritten(shop_id: int) -> Q:
    """Whether no letter of the shop has the row's key, annotated as `letter_key`."""
    return ~Q(Exists(Mail.objects.filter(shop_id=shop_id, dedupe_key=OuterRef("letter_key")).exclude(dedupe_key="")))


def left_in_peace(case: str, at: datetime) -> Q:
    """Whether the case's customer got no letter about it just now."""
    return ~Q(Exists(Mail.objects.filter(case_id=OuterRef(case), created_at__gt=at - PEACE)))
