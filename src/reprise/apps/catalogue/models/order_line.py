from django.db import models
from django.db.models import F, Q

from reprise.apps.catalogue.kinds import Dispatch, KindSource, LineType, ProductKind
from reprise.apps.catalogue.models.order import Order


class OrderLine(models.Model):
    """What one amount of an order was paid for: goods, shipping or a fee.

    `paid_minor` is the price of the whole line, tax included, after its share of every discount; the lines of an order
    add up to its total. Pieces claimed by cases and money reserved by refunds are running sums, moved only by the
    guarded services of this app.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=10, choices=[(t.value, t.value) for t in LineType], default="product")
    external_id = models.CharField(max_length=64, blank=True)
    sku = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=240)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ProductKind], blank=True)
    kind_source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in KindSource], blank=True)
    exported_kind = models.CharField(max_length=20, blank=True)  # what the export itself said, before any rule
    second_hand = models.BooleanField(default=False)
    attributes = models.JSONField(default=dict)  # options, personalisation and file names as the customer gave them
    quantity = models.PositiveIntegerField(default=1)
    dispatch = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Dispatch], blank=True)
    cancelled_quantity = models.PositiveIntegerField(default=0)
    claimed_quantity = models.PositiveIntegerField(default=0)
    paid_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)  # the part of paid_minor that is tax
    tax_rate_bp = models.PositiveIntegerField(null=True)  # hundredths of a per cent; empty: the export does not say
    refunded_elsewhere_minor = models.BigIntegerField(default=0)
    reserved_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["order", "position"], name="one_order_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="order_line_has_a_quantity"),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("claimed_quantity") + F("cancelled_quantity")),
                name="claimed_and_cancelled_within_bought",
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, refunded_elsewhere_minor__gte=0, reserved_minor__gte=0),
                name="order_line_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(tax_minor__gte=0, tax_minor__lte=F("paid_minor")), name="tax_within_paid"
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=F("refunded_elsewhere_minor") + F("reserved_minor")),
                name="line_refunds_within_paid",
            ),
        )
        indexes = (
            models.Index(fields=["sku"], name="line_by_sku"),
            models.Index(fields=["order"], name="line_of_unknown_kind", condition=Q(kind="", type="product")),
        )

    def __str__(self) -> str:
        return f"{self.name} ×{self.quantity}"
