from django.db import models

from reprise.apps.conversations.models.conversation import Conversation


class Rating(models.Model):
    """What the customer thought of how a matter was handled; asked once, never after a close nobody decided."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="rating")
    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=32, unique=True)  # in the link that asks
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")  # who closed
    asked_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["shop", "answered_at"], name="rating_newest"),)

    def __str__(self) -> str:
        return f"rating of {self.conversation_id}"
