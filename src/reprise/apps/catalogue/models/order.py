from django.db import models
from django.db.models import Q

from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, OrderState


class Order(models.Model):
    """A sale as the shop's platform told it; amounts are in minor units of `currency`.

    `external_id` is what makes it the same order when it comes again; `number` is what the customer was given and
    `number_key` its capitals and digits alone, for look-ups.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey("accounts.Customer", on_delete=models.PROTECT, null=True, related_name="+")
    platform = models.CharField(max_length=20)
    external_id = models.CharField(max_length=64)
    platform_id = models.CharField(max_length=64, blank=True)  # the platform's inner number, when it has another one
    number = models.CharField(max_length=64)
    number_key = models.CharField(max_length=64)
    email = models.EmailField(blank=True)  # empty: the export has no usable address, so nobody can be reached by mail
    ordered_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)  # where the goods went, else where the invoice went
    country_by_staff = models.BooleanField(default=False)  # then no import changes it
    buyer_kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in BuyerKind], default="consumer")
    buyer_kind_by_staff = models.BooleanField(default=False)  # then no import changes it
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in OrderState], default="open")
    fulfilled_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    delivery_origin = models.CharField(max_length=10, choices=[(o.value, o.value) for o in DeliveryOrigin], blank=True)
    promised_on = models.DateField(null=True)
    total_minor = models.BigIntegerField()
    shipping = models.JSONField(default=dict)  # name, company, lines, postcode, city, region, country, phone
    billing = models.JSONField(default=dict)  # the same, and vat_number
    carrier = models.CharField(max_length=120, blank=True)
    tracking_number = models.CharField(max_length=120, blank=True)
    carrier_chosen_by_buyer = models.BooleanField(default=False)  # none of those the shop offered
    remarks = models.JSONField(default=list)  # what staff should know of the import: field, reason and its params
    fingerprint = models.CharField(max_length=64)  # of all that the export said
    imported_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)  # when its personal data was forgotten

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["shop", "platform", "external_id"], name="one_order_per_platform_id"),
            models.CheckConstraint(condition=Q(total_minor__gte=0), name="order_total_not_negative"),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, delivery_origin="")
                | Q(delivered_on__isnull=False) & ~Q(delivery_origin=""),
                name="delivery_date_has_an_origin",
            ),
        )
        indexes = (
            models.Index(fields=["shop", "number_key"], name="order_by_number"),
            models.Index(fields=["shop", "email"], name="order_by_email"),
            models.Index(fields=["shop", "-ordered_at", "-id"], name="order_newest"),
        )

    def __str__(self) -> str:
        return self.number
