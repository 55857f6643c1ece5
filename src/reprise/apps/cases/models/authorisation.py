from django.db import models

from reprise.apps.cases.models.case import Case
from reprise.platform.lean import LeanModel


class Authorisation(LeanModel):
    """The permission to send goods back: a number, until when, who pays, how to pack."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="authorisations")
    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    return_paid_by = models.CharField(max_length=6)  # buyer, seller
    packing = models.JSONField(default=list)  # lines of {"name", "quantity", "accessories", "documents"}
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["shop", "number"], name="one_authorisation_per_number"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(voided_at__isnull=True), name="one_authorisation_in_force"
            ),
        )

    def __str__(self) -> str:
        return self.number


class NumberSeries(models.Model):
    """The last number given in a shop, series and year."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "series", "year"], name="one_series_a_year"),)

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.last}"
