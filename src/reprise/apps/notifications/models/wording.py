from django.db import models


class Wording(models.Model):
    """A shop's own words around a letter, in one language; the highest number is in force.

    An empty part is the house's own. A row is never changed: letters of before stay as they were sent, and who changed
    what stays known.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    letter = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shop", "letter", "language", "number"], name="one_wording_per_number"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter} {self.language} {self.number}"

    @property
    def is_the_house_s(self) -> bool:
        """Whether every part is the house's own again."""
        return not (self.subject or self.opening or self.closing)
