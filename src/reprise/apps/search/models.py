from django.db import models


class SearchDocument(models.Model):
    """The words by which one thing is found, ready for the index; made anew from the thing itself at any time.

    `words` are single, without accents, each beside its French and English stems; `texts` are what they were read
    from, kept to show the match.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()
    words = models.TextField()
    texts = models.JSONField(default=list)  # of [where, text]
    version = models.BigIntegerField(default=0)  # how far the thing had come when it was read

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchMark(models.Model):
    """How far the index has read one stream of things that happened."""

    stream = models.CharField(max_length=20, primary_key=True)
    last_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stream} {self.last_id}"
