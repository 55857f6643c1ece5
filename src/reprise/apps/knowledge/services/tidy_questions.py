from datetime import datetime, timedelta
from typing import Final

from reprise.apps.knowledge.models import Asked
from reprise.platform.transactions import atomic

QUESTIONS_KEPT: Final = timedelta(days=180)
AT_ONCE: Final = 2_000


@atomic
def tidy_questions(*, at: datetime) -> int:
    """Empty the words of questions half a year old; what was answered stays for the figures. Says how many."""
    old = Asked.objects.filter(at__lt=at - QUESTIONS_KEPT).exclude(question="").order_by("pk")
    found = list(old.values_list("pk", flat=True)[:AT_ONCE])
    return Asked.objects.filter(pk__in=found).update(question="")
