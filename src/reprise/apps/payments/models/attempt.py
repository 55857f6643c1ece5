from django.db import models

from reprise.apps.payments.kinds import AttemptKind, AttemptOutcome
from reprise.apps.payments.models.refund import Refund
from reprise.platform.lean import LeanModel


class RefundAttempt(LeanModel):
    """One question to the provider: written before it is asked, completed with what came back, never removed."""

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in AttemptKind])
    provider = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    actor = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in AttemptOutcome], blank=True)
    reference = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["refund", "number"], name="one_attempt_per_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.outcome}"
