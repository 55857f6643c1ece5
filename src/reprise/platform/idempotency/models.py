from django.db import models

from reprise.platform.lean import LeanModel


class IdempotencyRecord(LeanModel):
    """What one API call with a key asked and was answered, so that asking again changes nothing."""

    token_id = models.BigIntegerField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # of method, path and body
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["token_id", "key"], name="one_answer_per_key"),)
        indexes = (models.Index(fields=["created_at"], name="idempotency_by_age"),)

    def __str__(self) -> str:
        return self.key
