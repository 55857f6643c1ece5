from django.db import models


class Asked(models.Model):
    """A question and what the assistant answered: what figures are counted from and what articles are written from."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    question = models.TextField(blank=True)  # without addresses and long numbers; empty after half a year
    language = models.CharField(max_length=5)  # it was answered in
    page_language = models.CharField(max_length=5)
    place = models.CharField(max_length=10)  # kinds.Place
    kind = models.CharField(max_length=10)  # rules.answering.Answer
    reason = models.CharField(max_length=30, blank=True)  # rules.handover.Reason, when a person has to answer
    offered = models.JSONField(default=list)  # [[slug, score], …], the nearest first
    chosen = models.CharField(max_length=80, blank=True)  # what was opened of it
    helpful = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)  # when either was said
    conversation_id = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    judged = models.CharField(max_length=10, blank=True)  # kinds.Verdict
    judged_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    written_about = models.CharField(max_length=80, blank=True)  # the article written from it

    class Meta:
        indexes = (
            models.Index(fields=["shop", "at"], name="asked_newest"),
            models.Index(fields=["at"], condition=~models.Q(question=""), name="asked_still_worded"),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"
