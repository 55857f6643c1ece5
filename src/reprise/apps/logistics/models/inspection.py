from django.db import models
from django.db.models import F, Q

from reprise.apps.logistics.kinds import Grade, Route
from reprise.platform.lean import LeanModel


class Inspection(LeanModel):
    """What was seen on the bench, never edited; a correction is a new one that points back.

    `depreciation_minor` is a proposal in minor units of the case's currency: a person decides.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    return_item = models.ForeignKey("cases.ReturnItem", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    grade = models.CharField(max_length=10, choices=[(g.value, g.value) for g in Grade])
    checklist = models.JSONField(default=list)  # lines of {"item", "present", "note"}
    complete = models.BooleanField()
    depreciation_minor = models.BigIntegerField(default=0)
    depreciation_reason = models.CharField(max_length=240, blank=True)
    note = models.TextField(blank=True)
    client_id = models.CharField(max_length=64, blank=True)
    inspected_by = models.CharField(max_length=40)
    inspected_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections", db_index=False
    )
    corrected_at = models.DateTimeField(null=True)  # set once, by the correction that replaces it
    disposed_quantity = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=1), name="inspection_has_a_quantity"),
            models.CheckConstraint(condition=Q(disposed_quantity__lte=F("quantity")), name="disposed_within_inspected"),
            models.CheckConstraint(condition=Q(depreciation_minor__gte=0), name="depreciation_not_negative"),
            models.UniqueConstraint(
                fields=["case", "client_id"], condition=~Q(client_id=""), name="one_inspection_per_client_id"
            ),
        )
        indexes = (models.Index(fields=["corrects"], name="inspection_corrected", condition=Q(corrects__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.quantity} {self.grade}"


class Disposition(models.Model):
    """Where inspected pieces went; the only thing that puts anything back in stock."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="dispositions")
    quantity = models.PositiveIntegerField()
    route = models.CharField(max_length=16, choices=[(r.value, r.value) for r in Route])
    place = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=240, blank=True)
    client_id = models.CharField(max_length=64, blank=True)
    disposed_by = models.CharField(max_length=40)
    disposed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=1), name="disposition_has_a_quantity"),
            models.UniqueConstraint(
                fields=["inspection", "client_id"], condition=~Q(client_id=""), name="one_disposition_per_client_id"
            ),
        )

    def __str__(self) -> str:
        return f"{self.quantity} {self.route}"
