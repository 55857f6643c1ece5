from django.db import models


class CannedReply(models.Model):
    """Words a shop says often, in both languages, with placeholders."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    shortcut = models.SlugField(max_length=30, blank=True)
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    used = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "name"], name="one_canned_reply_per_name"),)

    def __str__(self) -> str:
        return self.name


class Macro(models.Model):
    """Several deeds in one click: say a canned reply, give to somebody, snooze, close."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    steps = models.JSONField(default=list)
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "name"], name="one_macro_per_name"),)

    def __str__(self) -> str:
        return self.name
