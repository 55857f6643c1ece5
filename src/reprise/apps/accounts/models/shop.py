from django.core.validators import MinValueValidator, RegexValidator
from django.db import models


class Shop(models.Model):
    """A seller: its legal identity, where goods come back to, and how it looks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=160, blank=True)
    registration_number = models.CharField(max_length=40, blank=True)  # SIREN or its like abroad
    vat_number = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    timezone = models.CharField(max_length=60, default="Europe/Paris")
    language = models.CharField(max_length=5, default="fr")
    currency = models.CharField(max_length=3, default="EUR")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    address = models.JSONField(default=dict, blank=True)  # lines, postcode, city, country
    return_address = models.JSONField(default=dict, blank=True)
    mediator = models.JSONField(default=dict, blank=True)  # name, address, website
    brand_colour = models.CharField(max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")])
    second_person_above_minor = models.BigIntegerField(
        null=True, blank=True, validators=[MinValueValidator(0)]
    )  # refunds above this need somebody else's approval; empty: never
    logo = models.ForeignKey(
        "platform.StoredFile", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # a PNG
    opening_hours = models.CharField(max_length=400, blank=True)  # as the shop says it, in lines
    asks_code = models.BooleanField(default=False)  # a mailed code opens a personal link on a device not seen before
    set_up_at = models.DateTimeField(null=True, blank=True)  # when its list of first steps was done, or put away
    set_up_kept = models.JSONField(default=list, blank=True)  # first steps somebody said are fine as they are
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
