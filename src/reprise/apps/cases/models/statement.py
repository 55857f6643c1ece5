from django.db import models
from django.db.models import Q

from reprise.apps.cases.models.case import Case


class Statement(models.Model):
    """A withdrawal statement as it reached us. Append-only: the database refuses changes.

    What it says is kept apart and can be erased; the commitment stays. What became of it is told by its steps.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=60)  # the statement and its day: said again, it is the same one
    fingerprint = models.CharField(max_length=64)
    received_at = models.DateTimeField()  # the legal moment
    recorded_at = models.DateTimeField()  # later, when the database was away
    channel = models.CharField(max_length=12)  # portal, staff, api
    language = models.CharField(max_length=5)
    held = models.BooleanField(default=False)  # over budget: no letter leaves unless somebody says so
    commitment = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "key"], name="one_statement_per_key"),)
        indexes = (
            models.Index(fields=["shop", "fingerprint"], name="statement_said_before"),
            models.Index(fields=["shop", "-id"], name="statement_newest"),
        )

    def __str__(self) -> str:
        return self.reference


class StatementContent(models.Model):
    """What a statement says and the salt of its commitment; erased together."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="private", primary_key=True)
    salt = models.BinaryField()
    content = models.JSONField()  # name, email, order_number, bought, goods, pieces
    email = models.CharField(max_length=254, db_index=True)  # folded, to find somebody's statements

    def __str__(self) -> str:
        return f"content of statement {self.statement_id}"


class StatementStep(models.Model):
    """What was done about a statement, one row each, never edited; the last outcome stands."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10)  # matched, attached, not_ours, double, seen, released
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="statement_steps")
    double_of = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statement", "number"], name="one_step_per_number"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["matched", "attached"]) | Q(case__isnull=False), name="a_match_has_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"
