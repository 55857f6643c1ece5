from django.db import models

from reprise.apps.cases.models.case import Case


class BulkRun(models.Model):
    """One deed asked for on many cases at once; what became of each is in its items."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    deed = models.CharField(max_length=12)
    params = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.deed} {self.pk}"


class BulkItem(models.Model):
    """One case of a run: waiting, done or refused, and the sentence that says why."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, default="waiting")
    sentence = models.CharField(max_length=300, blank=True)  # English, marked for translation
    values = models.JSONField(default=dict)  # of the sentence's placeholders

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "case"], name="a_case_once_in_a_run"),)
        indexes = (models.Index(fields=["run", "outcome", "position"], name="bulk_next"),)

    def __str__(self) -> str:
        return f"{self.position} {self.outcome}"
