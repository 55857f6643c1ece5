from django.db import models

from reprise.apps.accounts.models.shop import Shop


class ApiToken(models.Model):
    """A machine's key to one shop. Only its digest is stored; it is 256 random bits, so a plain hash is enough."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)  # shown in lists
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    last_used_on = models.DateField(null=True)  # a day is enough to see which key nobody needs any more
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"
