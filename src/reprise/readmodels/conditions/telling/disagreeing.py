"""What to do with an answer one does not accept: another person, the mediator, the authorities."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext

from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section
from reprise.readmodels.explained import Why

SIGNAL: Final = Why("", "SignalConso", "https://signal.conso.gouv.fr")
CENTRES: Final = Why("", "ECC-Net", "https://www.evz.de/en/alternative-dispute-resolution/adr-in-europe/")


def disagree(about: About) -> Section:
    """Every way on, free of charge, without any of them shutting the court's door."""
    named = (*about.sources("mediation.months"), *_authorities(about))
    return Section("disagree", gettext("If you disagree"), (), named, listed=tuple(_ways(about)), numbered=True)


def _ways(about: About) -> Iterator[str]:
    yield gettext("Answer the decision on the page of your case: another person looks at it again.")
    name, website = about.shop.mediator.get("name", ""), about.shop.mediator.get("website", "")
    if name:
        told = ", ".join(part for part in (name, about.shop.mediator.get("address", ""), website) if part)
        yield gettext(
            "Then a consumer may ask our consumer mediator, free of charge, within one year of a written complaint to "
            "us: %(name)s."
        ) % {"name": told}
    else:
        yield gettext(
            "Then a consumer may ask the consumer mediator of the shop, free of charge; it has not been named here "
            "yet, so ask us which one it is."
        )
    if about.shop.country == "FR":
        yield gettext("You may report a problem to the French consumer authority on SignalConso at any time.")
    if about.is_abroad or about.shop.country != "FR":
        yield gettext("The European Consumer Centre of your country helps you, free of charge, with a shop abroad.")
    yield gettext("Neither replaces the court, which stays open to you.")


def _authorities(about: About) -> tuple[Why, ...]:
    signal = (SIGNAL,) if about.shop.country == "FR" else ()
    return (*signal, CENTRES) if about.is_abroad or about.shop.country != "FR" else signal
