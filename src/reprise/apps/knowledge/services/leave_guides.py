from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from reprise.apps.knowledge.kinds import GuideEnd
from reprise.apps.knowledge.models import GuideRun
from reprise.platform.transactions import atomic

SILENT_FOR: Final = timedelta(days=1)


@atomic
def leave_guides(*, at: datetime) -> int:
    """End the guides nobody went on with for a day, at their last step; whoever comes back goes on. Says how many."""
    silent = GuideRun.objects.filter(outcome="", seen_at__lt=at - SILENT_FOR)
    return silent.update(outcome=GuideEnd.LEFT.value, ended_at=F("seen_at"))
