"""The countries whose public holidays we know, and the time zones a shop chooses from."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.law.jurisdictions import known_countries, law_of
from reprise.readmodels.reply_promise_words import known_zone, place_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

#: The clocks of France overseas; the others are those of the countries we know.
OVERSEAS = (
    "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon", "America/St_Barthelemy",
    "America/Marigot", "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis",
)  # fmt: skip


def country_choices(language: str) -> list[tuple[str, str]]:
    """Each country with its name; none at all for a shop that works on public holidays."""
    laws = [law for code in known_countries() if (law := law_of(code)) is not None]
    named = sorted((law.names[language], law.country) for law in laws)
    return [("", gettext("no country")), *((code, name) for name, code in named)]


def zone_choices(shop: "Shop", chosen: str) -> list[tuple[str, str]]:
    """Each clock by its town."""
    laws = [law for code in known_countries() if (law := law_of(code)) is not None]
    zones = {zone for law in laws for zone in law.zones} | set(OVERSEAS) | {shop.timezone}
    if known_zone(chosen):
        zones.add(chosen)
    return sorted(((zone, place_of(zone)) for zone in zones), key=lambda pair: pair[1])
