from django.db import models


class PolicyVersion(models.Model):
    """One dated version of a shop's policy, never edited: the one in force on the day of an order applies to it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    terms = models.JSONField()  # policies.kept_terms
    in_force_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "number"], name="one_policy_per_number"),)
        indexes = (models.Index(fields=["shop", "-in_force_from", "-number"], name="policy_in_force"),)

    def __str__(self) -> str:
        return f"policy {self.number} of shop {self.shop_id}"
