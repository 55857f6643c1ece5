from django.db import models

from reprise.apps.accounts.models.shop import Shop


class CustomerAccount(models.Model):
    """What a customer of one shop wants kept between visits. It belongs to an address, which is proved by a letter."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    email = models.EmailField()  # in small letters
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, blank=True)  # of letters; empty: the language of the page
    gets_reminders = models.BooleanField(default=True)
    is_asked_opinions = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    signed_out_at = models.DateTimeField(null=True)  # lists opened for a day before then are closed too

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "email"], name="one_account_per_address_and_shop"),)

    def __str__(self) -> str:
        return f"account {self.pk}"


class CustomerSession(models.Model):
    """A device on which a customer stays signed in. Only the digest of what its browser holds is stored."""

    account = models.ForeignKey(CustomerAccount, on_delete=models.CASCADE, related_name="sessions")
    digest = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=60, blank=True)  # as its owner knows it again: Firefox, Android
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"device {self.pk} of account {self.account_id}"
