from django.db import models


class PublicReview(models.Model):
    """A review somebody published elsewhere, tied to its matter, and the answer the shop gives in public."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    site = models.CharField(max_length=80)
    address = models.URLField(max_length=500, blank=True)
    score = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    said = models.TextField(blank=True)
    said_on = models.DateField(null=True)
    answer = models.TextField(blank=True)  # nothing personal: everybody reads it
    answered_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["shop", "-id"], name="review_newest"),)

    def __str__(self) -> str:
        return f"review on {self.site}"
