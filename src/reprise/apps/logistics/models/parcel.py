from django.db import models
from django.db.models import Q

from reprise.apps.logistics.kinds import Carrier, Direction, ParcelState


class Parcel(models.Model):
    """One box, on its way in or out. Without a case: it came unannounced and waits to be matched."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    direction = models.CharField(max_length=3, choices=[(d.value, d.value) for d in Direction])
    carrier = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Carrier], blank=True)
    tracking_number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ParcelState])
    dispatched_on = models.DateField(null=True)
    proof_of_deposit = models.ForeignKey("platform.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    delivered_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    unannounced = models.BooleanField(default=False)
    sender = models.CharField(max_length=160, blank=True)  # as written on the box
    weight_g = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    client_id = models.CharField(max_length=64, blank=True)  # chosen by the caller, so that a repeat is seen
    created_by = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    label = models.ForeignKey("platform.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    bench = models.JSONField(default=list)  # what was tapped at the bench, in order: {"item", "what", "value"}
    bench_version = models.PositiveIntegerField(default=0)  # moves with each tap, so that two people see each other

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "tracking_number"],
                condition=~Q(tracking_number=""),
                name="one_parcel_per_number_in_a_case",
            ),
            models.UniqueConstraint(
                fields=["case", "client_id"], condition=~Q(client_id=""), name="one_parcel_per_client_id"
            ),
            models.UniqueConstraint(
                fields=["shop", "client_id"],
                condition=~Q(client_id="") & Q(unannounced=True),
                name="one_unannounced_parcel_per_client_id",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(unannounced=True), name="parcel_without_case_is_unannounced"
            ),
        )
        indexes = (
            models.Index(fields=["shop", "tracking_number"], name="parcel_by_number"),
            models.Index(fields=["shop", "state", "id"], name="parcel_dock"),
        )

    def __str__(self) -> str:
        return f"{self.tracking_number or 'parcel'} {self.state}"


class ParcelItem(models.Model):
    """What is said to be in a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="contents", db_index=False)
    return_item = models.ForeignKey("cases.ReturnItem", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parcel", "return_item"], name="an_item_once_in_a_parcel"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="parcel_item_has_a_quantity"),
        )

    def __str__(self) -> str:
        return f"{self.quantity} of item {self.return_item_id}"


class ParcelPhoto(models.Model):
    """A picture of a parcel that belongs to no case yet; it moves to the case with the parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo of parcel {self.parcel_id}"
