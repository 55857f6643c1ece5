from django.db import models


def days_before() -> list[int]:
    """Three days and one day before a day that binds."""
    return [3, 1]


def days_after() -> list[int]:
    """Three days and a week after a question."""
    return [3, 7]


class LetterSettings(models.Model):
    """Where answers to a shop's letters go, and when it reminds; a shop without a row has these defaults."""

    class Digest(models.TextChoices):
        EACH = "each"  # everybody about their own cases, managers about those of nobody
        SHOP = "shop"  # one letter, to the shop's address
        OFF = "off"

    shop = models.OneToOneField("accounts.Shop", on_delete=models.CASCADE, related_name="letter_settings")
    reply_to = models.EmailField(blank=True)  # empty: the shop's own address
    return_days = models.JSONField(default=days_before)  # days before goods are due back
    question_days = models.JSONField(default=days_after)  # days after a question nobody answered
    says_closed = models.BooleanField(default=True)
    encloses_decisions = models.BooleanField(default=False)  # the decision as PDF with its letter, beside the page
    digest = models.CharField(max_length=5, choices=Digest, default=Digest.EACH)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_days = models.PositiveSmallIntegerField(default=2)  # how far ahead staff are told
    from_hour = models.PositiveSmallIntegerField(default=8)  # reminders leave between these hours of the shop
    until_hour = models.PositiveSmallIntegerField(default=20)

    def __str__(self) -> str:
        return f"letters of shop {self.shop_id}"
