import uuid

from django.db import models

from reprise.apps.accounts.models.shop import Shop


class Erasure(models.Model):
    """That somebody was erased on request: who asked for it, when, and how much went; nothing tells who it was.

    The numbers of the rows and a keyed digest of the address let an older copy of the database be erased alike.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    asked_by = models.CharField(max_length=40)  # an actor's key
    digest = models.CharField(max_length=64)
    customer_ids = models.JSONField(default=list)
    order_ids = models.JSONField(default=list)
    case_ids = models.JSONField(default=list)
    statement_ids = models.JSONField(default=list)
    conversation_ids = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["shop", "-at"], name="erasures_newest"),)

    def __str__(self) -> str:
        return f"erasure {self.pk}"
