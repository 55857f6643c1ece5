from django.db import models
from django.db.models import Q

from reprise.apps.logistics.kinds import Variance
from reprise.apps.logistics.models.parcel import Parcel
from reprise.platform.lean import LeanModel


class Receipt(LeanModel):
    """What was found when a box was opened: added to, never edited. Moves neither money nor stock."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, null=True, related_name="receipts")
    return_item = models.ForeignKey("cases.ReturnItem", on_delete=models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    variance = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Variance])
    note = models.TextField(blank=True)
    client_id = models.CharField(max_length=64, blank=True)
    position = models.PositiveSmallIntegerField(default=1)  # within one reception
    received_by = models.CharField(max_length=40)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=1), name="receipt_has_a_quantity"),
            models.CheckConstraint(
                condition=Q(return_item__isnull=False) | Q(variance=Variance.SURPLUS.value),
                name="only_a_surplus_has_no_item",
            ),
            models.UniqueConstraint(
                fields=["case", "client_id", "position"],
                condition=~Q(client_id=""),
                name="one_receipt_per_client_id",
            ),
        )

    def __str__(self) -> str:
        return f"{self.quantity} {self.variance}"
