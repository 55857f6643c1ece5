from django.db import models
from django.db.models import Q


class Evidence(models.Model):
    """A file that shows something about a case. Its author may take it back until somebody decided on it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey("cases.CaseLine", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.OneToOneField("platform.StoredFile", on_delete=models.PROTECT, related_name="+")  # one case, for ever
    shot = models.CharField(max_length=60, blank=True)  # which of the shots asked for it is, by its code
    caption = models.CharField(max_length=240, blank=True)
    by_customer = models.BooleanField()
    added_by = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["case", "id"], condition=Q(removed_at__isnull=True), name="evidence_of_case"),)

    def __str__(self) -> str:
        return f"{self.shot or 'file'} of case {self.case_id}"
