from django.db import models

from reprise.apps.accounts.models.person import Person
from reprise.apps.accounts.models.shop import Shop


class SignInLink(models.Model):
    """A one-time link: to join a shop's staff, or to open one's order. Only its digest is stored."""

    class Purpose(models.TextChoices):
        STAFF = "staff"
        ORDER = "order"
        DEVICE = "device"  # a code, which makes a personal link open on the device it was asked for on

    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    order_id = models.BigIntegerField(null=True)  # catalogue stands above accounts: a number, not a key
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} link of shop {self.shop_id}"
