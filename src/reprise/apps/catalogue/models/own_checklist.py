from django.db import models


class OwnChecklist(models.Model):
    """What a shop wants back and looks at: for a kind of products, or for one product by its SKU in capitals.

    Without a row the list that is shipped holds. What was authorised keeps the list of its day.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, blank=True)  # empty: for one product
    sku = models.CharField(max_length=120, blank=True)
    items = models.JSONField(default=dict)  # part: [[code, French, English], …]
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "kind", "sku"], name="one_checklist_per_article"),)

    def __str__(self) -> str:
        return f"{self.kind or self.sku} of {self.shop_id}"
