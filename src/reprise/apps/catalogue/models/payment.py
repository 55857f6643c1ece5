from django.db import models
from django.db.models import F, Q

from reprise.apps.catalogue.models.order import Order


class Payment(models.Model):
    """Money received for an order, what of it went back elsewhere, and what our refunds reserve."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payments", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    provider = models.CharField(max_length=60, blank=True)  # the platform's own key, e.g. stripe or shopify_payments
    means = models.CharField(max_length=120, blank=True)  # as shown to the customer, e.g. Carte bancaire (Stripe)
    reference = models.CharField(max_length=255, blank=True)
    captured_minor = models.BigIntegerField()
    captured_at = models.DateTimeField(null=True)
    refunded_elsewhere_minor = models.BigIntegerField(default=0)
    excess_refunded_minor = models.BigIntegerField(default=0)  # repaid by the shop beyond what was received
    reserved_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["order", "position"], name="one_payment_per_position"),
            models.CheckConstraint(
                condition=Q(refunded_elsewhere_minor__gte=0, reserved_minor__gte=0, excess_refunded_minor__gte=0),
                name="payment_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(captured_minor__gte=F("refunded_elsewhere_minor") + F("reserved_minor")),
                name="payment_refunds_within_captured",
            ),
        )
        indexes = (models.Index(fields=["reference"], name="payment_by_reference"),)

    def __str__(self) -> str:
        return self.reference or self.means
