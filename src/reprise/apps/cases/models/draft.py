from django.db import models


class RequestDraft(models.Model):
    """What a customer has typed so far; kept for some days, so that back, reload or a dead battery lose nothing."""

    key = models.CharField(max_length=32, unique=True)
    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    order = models.ForeignKey("catalogue.Order", on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft for order {self.order_id}"
