from django.db import models
from django.db.models import Q

from reprise.apps.cases.kinds import RemedyState, RemedyType, Trigger
from reprise.apps.cases.models.case import Case
from reprise.apps.cases.models.line import CaseLine
from reprise.platform.lean import LeanModel


class Remedy(LeanModel):
    """What the customer gets for a line, and what sets it going. Amounts are minor units of the case's currency.

    Cut in two where one part can go ahead of the other; the line's `covered_quantity` bounds all of them together.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedies")
    line = models.ForeignKey(CaseLine, on_delete=models.PROTECT, related_name="remedies")
    type = models.CharField(max_length=20, choices=[(r.value, r.value) for r in RemedyType])
    quantity = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField(null=True)  # fixed sum; empty: what was paid for the quantity
    trigger = models.CharField(max_length=16, choices=[(t.value, t.value) for t in Trigger])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RemedyState])
    cut_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=1), name="remedy_has_a_quantity"),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="remedy_amount_not_negative"),
        )
        indexes = (
            models.Index(fields=["cut_from"], name="remedy_cut", condition=Q(cut_from__isnull=False)),
            models.Index(fields=["reverses"], name="remedy_reversed", condition=Q(reverses__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.state}"
