import secrets

from django.conf import settings
from django.db import models


def fresh_key() -> str:
    """What makes one address another."""
    return secrets.token_urlsafe(16)


class CalendarFeed(models.Model):
    """A person's dates as their calendar program reads them, at an address that nobody guesses.

    The address is derived from the instance's secret and this key (cases.links), so that the database alone opens none.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, default=fresh_key)
    only_mine = models.BooleanField(default=False)  # the cases assigned to this person, and no others
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shop", "person"], condition=models.Q(revoked_at__isnull=True), name="one_calendar_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"calendar of {self.person_id} in {self.shop_id}"
