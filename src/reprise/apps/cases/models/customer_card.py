from django.db import models


class CustomerCard(models.Model):
    """What the team keeps in mind about a customer; no customer reads it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    customer = models.OneToOneField("accounts.Customer", on_delete=models.CASCADE, related_name="+")
    note = models.TextField(blank=True)
    priority = models.BooleanField(default=False)
    tags = models.JSONField(default=list)  # words the shop's policy may look at
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"card of customer {self.customer_id}"
