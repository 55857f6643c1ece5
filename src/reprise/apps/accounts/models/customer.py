from django.db import models

from reprise.apps.accounts.models.shop import Shop


class Customer(models.Model):
    """A buyer of one shop, known by e-mail address."""

    class Kind(models.TextChoices):
        CONSUMER = "consumer"
        NON_PROFESSIONAL = "non_professional"
        PROFESSIONAL = "professional"

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="customers", db_index=False)
    email = models.EmailField()
    name = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="fr")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CONSUMER)
    company = models.CharField(max_length=160, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)  # when they were forgotten

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "email"], name="one_customer_per_address_and_shop"),)

    def __str__(self) -> str:
        return self.name or self.email
