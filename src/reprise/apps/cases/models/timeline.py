from django.db import models

from reprise.apps.cases.models.case import Case
from reprise.platform.lean import LeanModel


class CaseEvent(LeanModel):
    """One thing that happened, chained to what happened before. Append-only: the database refuses changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    type = models.CharField(max_length=30)
    actor = models.CharField(max_length=40)
    data = models.JSONField(default=dict)  # nothing personal
    commitment = models.CharField(max_length=64, blank=True)  # fingerprint of the personal content, if any
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "sequence"], name="one_event_per_number"),)
        ordering = ("case", "sequence")

    def __str__(self) -> str:
        return f"{self.sequence} {self.type}"


class CaseEventContent(LeanModel):
    """The personal part of an event and its salt; erased together, which leaves the chain valid."""

    event = models.OneToOneField(CaseEvent, on_delete=models.CASCADE, related_name="private", primary_key=True)
    salt = models.BinaryField()
    content = models.JSONField()

    def __str__(self) -> str:
        return f"content of event {self.event_id}"
