from django.db import models
from django.db.models import F, Q

from reprise.platform.lean import LeanModel


class LineCount(LeanModel):
    """How many pieces of a case line were received, inspected and put away.

    Counted by line, because return items are cut in two where paths part. Receipts, inspections and dispositions are
    the truth; these sums let the database refuse one piece too many, whoever else writes at the same moment.
    """

    line = models.OneToOneField("cases.CaseLine", on_delete=models.PROTECT, primary_key=True, related_name="+")
    received = models.PositiveIntegerField(default=0)
    inspected = models.PositiveIntegerField(default=0)
    disposed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(inspected__lte=F("received")), name="inspected_within_received"),
            models.CheckConstraint(condition=Q(disposed__lte=F("inspected")), name="put_away_within_inspected"),
        )

    def __str__(self) -> str:
        return f"{self.received} received, {self.inspected} inspected, {self.disposed} put away"
