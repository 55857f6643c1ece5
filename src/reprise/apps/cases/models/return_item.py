from django.db import models
from django.db.models import Q

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models.line import CaseLine
from reprise.platform.lean import LeanModel


class ReturnItem(LeanModel):
    """A quantity of one line that shares one path; cut in two where paths part, never losing a piece."""

    line = models.ForeignKey(CaseLine, on_delete=models.PROTECT, related_name="items")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=14, choices=[(s.value, s.value) for s in ItemState])
    cut_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(quantity__gte=1), name="item_has_a_quantity"),)
        indexes = (models.Index(fields=["cut_from"], name="item_cut", condition=Q(cut_from__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.quantity} {self.state}"
