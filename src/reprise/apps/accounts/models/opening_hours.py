from django.db import models


class OpeningHours(models.Model):
    """One version of the hours at which somebody answers, from its day on; never rewritten, but taken back before it.

    `week` holds seven lists of [start, end] in minutes; `holidays` says of each public holiday, by its name, whether
    the house is closed: one that is not named there moves nothing until somebody says so.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    zone = models.CharField(max_length=60)
    country = models.CharField(max_length=2, blank=True)  # whose public holidays; empty: none
    region = models.CharField(max_length=20, blank=True)
    week = models.JSONField(default=list)
    holidays = models.JSONField(default=dict)  # name as the calendar gives it: closed or not
    closures = models.JSONField(default=list)  # first, last, name, and spans when it is open at other hours
    reply_minutes = models.PositiveIntegerField()  # working time within which an answer is promised
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)  # taken back before its day

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "number"], name="one_version_of_hours_each"),)

    def __str__(self) -> str:
        return f"hours {self.number} from {self.in_force_from}"
