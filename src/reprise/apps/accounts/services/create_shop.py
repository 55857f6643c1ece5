from typing import Final

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from reprise.apps.accounts.models import Shop
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.core.wall_clock import zones
from reprise.platform.transactions import atomic

TIMEZONES = {"FR": "Europe/Paris", "DE": "Europe/Berlin", "BE": "Europe/Brussels", "ES": "Europe/Madrid",
             "IT": "Europe/Rome", "NL": "Europe/Amsterdam", "IE": "Europe/Dublin", "PT": "Europe/Lisbon",
             "AT": "Europe/Vienna", "LU": "Europe/Luxembourg", "PL": "Europe/Warsaw",
             "SE": "Europe/Stockholm"}  # fmt: skip

LONGEST_SLUG: Final = 60
LONGEST_NAME: Final = 120


class ShopExists(Refusal):
    """The address is taken."""

    code = "shop_exists"
    kind = Kind.CONFLICT
    sentence = mark("A shop with the address “%(slug)s” exists already. Choose another one.")


@atomic
def create_shop(*, slug: str, name: str, country: str, language: str = "", timezone: str = "") -> Shop:
    """Make an empty shop that can receive orders and requests at once."""
    if slug != slugify(slug) or not slug or len(slug) > LONGEST_SLUG:
        raise Invalid(
            field="slug", why=mark("use at most 60 small letters, digits and dashes, for example “atelier-lamelle”.")
        )
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise Invalid(field="name", why=mark("write the shop's name, in at most 120 characters."))
    country = country.upper()
    if len(country) != 2 or not country.isalpha():
        raise Invalid(field="country", why=mark("use a two-letter country code, for example FR."))
    zone = timezone or TIMEZONES.get(country, "UTC")
    if zone not in zones():
        raise Invalid(field="timezone", why=mark("use a time zone name, for example Europe/Paris."))
    try:
        with transaction.atomic():
            return Shop.objects.create(
                slug=slug, name=name.strip(), country=country, language=language or ("fr" if country == "FR" else "en"),
                timezone=zone,
            )  # fmt: skip
    except IntegrityError as taken:
        raise ShopExists(field="slug", slug=slug) from taken
