from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file that passed the gate. Its bytes lie in the store under a generated key and never change.

    The row outlives its bytes: an erased file keeps its number, hash and size, so that what pointed to it still says
    that something was there.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo"
        PDF = "pdf"
        VIDEO = "video"
        MODEL = "model"
        GCODE = "gcode"
        OTHER = "other"

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120)  # as people see it: tidied, never used to find bytes
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)  # of the stored bytes
    key = models.CharField(max_length=80, unique=True)
    preview_key = models.CharField(max_length=80, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    facts = models.JSONField(default=dict)  # what the gate saw: warnings, sharpness, triangles, slicer …
    uploaded_by = models.CharField(max_length=40)  # an actor's key
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(size__gte=1), name="stored_file_is_not_empty"),)
        indexes = (models.Index(fields=["shop", "uploaded_by", "id"], name="file_by_uploader"),)

    def __str__(self) -> str:
        return self.name
