from django.db import models


class GuideRun(models.Model):
    """Somebody went through a troubleshooting guide: which way, how long, and what came of it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    guide = models.CharField(max_length=80)
    key = models.CharField(max_length=32, unique=True)  # random, of this run alone
    place = models.CharField(max_length=10)  # kinds.Place
    draft_key = models.CharField(max_length=64, blank=True)  # of the claim it was begun from
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    path = models.JSONField(default=list)  # [[step, answer], …]
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # its last step
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # kinds.GuideEnd
    part = models.CharField(max_length=120, blank=True)  # to be sent
    back = models.DateTimeField(null=True)  # when it was claimed after all, though it was solved

    class Meta:
        indexes = (
            models.Index(fields=["shop", "began_at"], name="guide_run_newest"),
            models.Index(fields=["draft_key"], condition=~models.Q(draft_key=""), name="guide_run_of_draft"),
        )

    def __str__(self) -> str:
        return f"run of {self.guide}"
