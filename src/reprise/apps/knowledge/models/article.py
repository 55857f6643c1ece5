from django.db import models


class ShopArticle(models.Model):
    """An article a shop changed, added or hid; whatever has no row here ships with the product and improves with it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    slug = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)  # rules.article.Kind
    hidden = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)  # of the current version; 0: as it ships
    reviewed = models.DateField(null=True)  # read through since, and nothing changed
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "slug"], name="one_article_per_slug"),)

    def __str__(self) -> str:
        return f"{self.slug} of shop {self.shop_id}"


class ArticleVersion(models.Model):
    """What an article said from one moment on; never changed."""

    article = models.ForeignKey(ShopArticle, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()  # both languages, in the shape of an article's file
    reviewed = models.DateField()
    by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="one_article_version_per_number"),)

    def __str__(self) -> str:
        return f"version {self.number} of article {self.article_id}"


class ShelfStamp(models.Model):
    """Changes whenever a shop's articles do, so that every process sees in one row whether what it holds is current.

    It is drawn at random: a number counted up could come twice after a change that was undone.
    """

    shop = models.OneToOneField("accounts.Shop", on_delete=models.CASCADE, primary_key=True, related_name="+")
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"shelf of shop {self.shop_id}"
