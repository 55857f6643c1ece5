from django.db import models

from reprise.apps.cases.models.case import Case


class CaseTag(models.Model):
    """A word the team put on a case, to find it again with others like it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tags", db_index=False)
    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    label = models.CharField(max_length=40)  # small letters, so that a word is one tag

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "label"], name="a_tag_once_on_a_case"),)
        indexes = (models.Index(fields=["shop", "label"], name="case_by_tag"),)

    def __str__(self) -> str:
        return self.label
