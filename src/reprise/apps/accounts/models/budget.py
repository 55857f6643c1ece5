from django.db import models


class Budget(models.Model):
    """How often somebody did one thing since their window began. Who it is, is kept as a keyed digest only."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    spent = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["what", "who"], name="one_budget_per_deed_and_person"),)

    def __str__(self) -> str:
        return f"{self.what}: {self.spent} until {self.ends_at}"
