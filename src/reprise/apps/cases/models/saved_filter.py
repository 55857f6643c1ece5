from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """A choice of cases somebody comes back to; without a person it is the whole team's."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")
    label = models.CharField(max_length=60)
    query = models.JSONField(default=dict)  # as in the address of the queue
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)  # what the queue opens with

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shop", "person"], condition=Q(is_default=True, person__isnull=False), name="one_default_each"
            ),
            models.UniqueConstraint(
                fields=["shop"], condition=Q(is_default=True, person__isnull=True), name="one_default_for_the_team"
            ),
        )
        indexes = (models.Index(fields=["shop", "person", "position"], name="saved_filter_list"),)

    def __str__(self) -> str:
        return self.label
