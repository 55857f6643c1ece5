from django.db import models

from reprise.apps.catalogue.kinds import ProductKind, RuleMatch


class KindRule(models.Model):
    """How a shop tells the kind of a product: by the beginning of its SKU, by the product, or by what a line says.

    A product pattern is a whole SKU or a part of the name; an attribute pattern is `name` or `name=value`.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    match = models.CharField(max_length=12, choices=[(m.value, m.value) for m in RuleMatch])
    pattern = models.CharField(max_length=240)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ProductKind])
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["shop", "match", "pattern"], name="one_kind_per_pattern"),
            models.UniqueConstraint(fields=["shop", "position"], name="one_kind_rule_per_position"),
        )

    def __str__(self) -> str:
        return f"{self.match} {self.pattern}: {self.kind}"
