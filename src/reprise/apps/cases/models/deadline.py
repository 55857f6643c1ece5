from django.db import models

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models.case import Case


class Deadline(models.Model):
    """By when somebody must act, which rule says so, and what became of it. `due_on` is inclusive."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    line = models.ForeignKey("cases.CaseLine", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=30)  # decision, return_by, refund, repair, …
    due_on = models.DateField()
    due_at = models.DateTimeField()  # the instant it is missed, in the shop's time zone
    basis = models.CharField(max_length=8, choices=[(b.value, b.value) for b in DeadlineBasis])
    source = models.CharField(max_length=120)  # article or rule
    duty = models.CharField(max_length=8, choices=[(d.value, d.value) for d in Duty])
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in DeadlineState], default="open")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "due_at"], name="deadline_agenda"),)

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"
