from django.db import models

from reprise.apps.accounts.models.person import Person
from reprise.apps.accounts.models.shop import Shop
from reprise.apps.accounts.rights import Role


class Membership(models.Model):
    """A person's place in a shop's staff."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships", db_index=False)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    created_at = models.DateTimeField(auto_now_add=True)
    takes_matters = models.BooleanField(default=True)  # new conversations may be given to them; off while they are away

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "shop"], name="one_membership_per_person_and_shop"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} of {self.shop_id}"
