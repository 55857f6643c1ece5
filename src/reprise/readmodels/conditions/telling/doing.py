"""How a return goes, step by step."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section


def how(about: About) -> Section:
    """The steps of a return."""
    return Section("how", gettext("How it works"), (), listed=tuple(_steps(about)), numbered=True)


def _steps(about: About) -> Iterator[str]:
    yield ngettext(
        "Tell us first, on this site: it takes two minutes, and we answer within %(days)s day.",
        "Tell us first, on this site: it takes two minutes, and we answer within %(days)s days.",
        about.promise.terms.decision_days,
    ) % {"days": about.promise.terms.decision_days}
    yield gettext(
        "Once the return is authorised, you have %(days)s days to send the goods, with the slip we give you."
    ) % {"days": about.promise.terms.return_by_days}
    yield gettext("Pack it well, with its accessories, and keep the receipt of the deposit: it is your proof.")
    yield gettext("We look at what came back, tell you, and repay by the means you paid with.")
