"""Who else buys, and where they live: professionals, associations, and whose law holds."""

from django.utils.translation import gettext, ngettext

from reprise.law.parameters import sources
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section
from reprise.readmodels.conditions.telling.promises import to_businesses
from reprise.readmodels.explained import Why


def professionals(about: About) -> Section:
    """Somebody who buys for their work."""
    years = about.number_of("hidden_defect.years")
    paragraphs = [
        gettext("Buying for your work gives no right to withdraw and no consumer guarantee: your contract decides.")
    ]
    if years:
        text = ngettext(
            "We deliver what was agreed, and answer for hidden defects for %(count)s year after you found them.",
            "We deliver what was agreed, and answer for hidden defects for %(count)s years after you found them.",
            years,
        )
        paragraphs.append(text % {"count": years})
    named = about.sources("withdrawal.consumers_only", "conforming_delivery", "hidden_defect.years")
    listed = to_businesses(about)
    return Section("professional", gettext("You buy as a professional"), tuple(paragraphs), named, listed=listed)


def associations(about: About) -> Section:
    """A club or an association: guaranteed as a consumer in France, without a right to withdraw."""
    if about.says("guarantee.covers_non_professionals"):
        text = gettext(
            "A club or an association that buys outside any trade has the legal guarantee of consumers, for articles "
            "and files. It has no right to withdraw."
        )
        rules = ("guarantee.covers_non_professionals", "digital.covers_non_professionals", "withdrawal.consumers_only")
        return Section("association", gettext("You buy as an association"), (text,), about.sources(*rules))
    text = gettext(
        "A club or an association has no right to withdraw. Whether the guarantee of consumers covers it differs by "
        "country: a person looks at it."
    )
    named = about.sources("withdrawal.consumers_only")
    return Section("association", gettext("You buy as an association"), (text,), named)


def residence(about: About) -> Section:
    """Whose law holds."""
    first = gettext(
        "The law of the country you live in protects you, whatever our conditions say. What we promise on top of it "
        "holds for everybody."
    )
    second = (
        gettext("This page is written for buyers who live in %(country)s; choose another country above.")
        if not about.is_abroad
        else gettext("This page now tells the law of %(country)s.")
    ) % {"country": about.country}
    third: tuple[str, ...] = ()
    if not about.law.has_own_rules:
        third = (
            gettext(
                "For this country we tell the minimum of the European Union; its own law may give more, and then a "
                "person applies it."
            ),
        )
    rome = sources()["ROME-I"]
    return Section(
        "country", gettext("Where you live"), (first, second, *third), (Why("", rome.labels[about.lang], rome.url),)
    )
