from django.db import models


class ArticleRating(models.Model):
    """Whether an article helped, said once by a browser about one of its versions."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    slug = models.CharField(max_length=80)
    version = models.PositiveIntegerField()  # 0: as it ships
    helpful = models.BooleanField()
    words = models.CharField(max_length=1000, blank=True)
    asker = models.CharField(max_length=64)  # a random key of the browser, which tells nothing of who it is
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["shop", "slug", "version", "asker"], name="one_rating_per_asker"),
        )  # fmt: skip
        indexes = (models.Index(fields=["shop", "at"], name="article_rating_newest"),)

    def __str__(self) -> str:
        return f"rating of {self.slug}"
