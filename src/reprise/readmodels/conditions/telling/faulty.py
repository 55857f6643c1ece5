"""What is faulty, made to order, or a file: how long it is guaranteed, and what then happens."""

from django.utils.translation import gettext, ngettext

from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section

RULES = (
    "guarantee.months", "guarantee.presumption_months", "guarantee.choice", "guarantee.free", "guarantee.repair_days",
    "guarantee.later_remedies", "guarantee.return_cost",
)  # fmt: skip


def faulty(about: About) -> Section:
    """The legal guarantee of conformity."""
    free = gettext(
        "An article that is faulty or not as ordered is repaired or replaced, as you choose, %(time)s and at our cost. "
        "If that fails, the price is reduced or the sale is undone. We pay the return."
    ) % {"time": _time(about)}
    paragraphs = (free, " ".join((lasts(about), _proof(about))), *_special(about))
    hidden = ngettext(
        "A hidden defect may also be claimed for %(count)s year after you found it.",
        "A hidden defect may also be claimed for %(count)s years after you found it.",
        about.number_of("hidden_defect.years"),
    ) % {"count": about.number_of("hidden_defect.years")}  # fmt: skip
    rules = (*RULES, "hidden_defect.years") if about.has("hidden_defect.years") else RULES
    if about.has("hidden_defect.years"):
        paragraphs += (hidden,)
    return Section("faulty", gettext("Faulty, broken or not as ordered"), paragraphs, about.sources(*rules))


def _time(about: About) -> str:
    days = about.number_of("guarantee.repair_days")
    return gettext("within %(days)s days") % {"days": days} if days else gettext("within a reasonable time")


def lasts(about: About) -> str:
    """How long the guarantee runs in the buyer's country."""
    months = about.number_of("guarantee.months")
    if not months:
        return gettext("This guarantee lasts as long as such an article may be expected to last; no number is set.")
    return gettext("This guarantee lasts %(time)s from delivery.") % {"time": years(months)}


def years(months: int) -> str:
    """A length of time, in years where it is whole years."""
    if months % 12:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    return ngettext("%(count)s year", "%(count)s years", months // 12) % {"count": months // 12}


def _proof(about: About) -> str:
    months = about.number_of("guarantee.presumption_months")
    if not months:
        return gettext("It is for you to show that the fault was there from the start.")
    text = gettext("During the first %(time)s the fault is taken to have been there from the start: you prove nothing.")
    return text % {"time": years(months)}


def _special(about: About) -> tuple[str, ...]:
    """What only some countries say."""
    told = []
    if extension := about.number_of("guarantee.repair_extension_months"):
        told.append(gettext("A repair adds %(time)s to it.") % {"time": years(extension)})
    if notify := about.number_of("guarantee.notify_months"):
        told.append(
            gettext("Tell us within %(time)s of noticing the fault: that is always in time.") % {"time": years(notify)}
        )
    if about.says("guarantee.goes_to_a_person"):
        told.append(gettext("A person looks at each claim from this country, for its law leaves room we do not guess."))
    second_hand = about.number_of("guarantee.presumption_months_second_hand")
    if second_hand and second_hand != about.number_of("guarantee.presumption_months"):
        told.append(gettext("For second-hand articles it is the first %(time)s.") % {"time": years(second_hand)})
    return (" ".join(told),) if told else ()


def made_to_order(about: About) -> Section:
    """What the buyer's own wishes made."""
    paragraphs = [
        gettext(
            "What is made from your file, to your dimensions or with your text cannot be sent back because you "
            "change your mind. A catalogue model printed in a colour or size of our list can."
        ),
        gettext("If it is faulty, your rights are the same as for any other article."),
    ]
    if not about.promise.notices.exclusion:
        paragraphs.insert(
            1, gettext("Where we did not tell you so before the order, a person looks at your request all the same.")
        )
    rules = ("withdrawal.exception.custom", "withdrawal.exception.preset_options", "guarantee.made_to_order")
    return Section("custom", gettext("Made to order"), tuple(paragraphs), about.sources(*rules))


def files(about: About) -> Section:
    """What is downloaded."""
    days, title = about.number_of("withdrawal.days"), gettext("Digital files")
    if not days and not about.has("digital.months"):
        return Section("files", title, (gettext("A person looks at it, under the law of your country."),))
    if about.promise.notices.digital:
        first = gettext(
            "You may withdraw from a file for %(days)s days, until you download it: before the download we ask for "
            "your consent, tell you that the right then ends, and confirm both by e-mail."
        ) % {"days": days}  # fmt: skip
    else:
        first = gettext("You may withdraw from a file for %(days)s days, even once you have downloaded it.") % {
            "days": days
        }
    months = about.number_of("digital.months")
    second = gettext(
        "A file that does not do what was announced is put right without delay; if that fails, the price is reduced or "
        "repaid. This guarantee lasts %(time)s."
    ) % {"time": years(months)}  # fmt: skip
    paragraphs = (first, second) if days else (second,)
    rules = ("withdrawal.exception.digital", "withdrawal.digital_survives", "digital.months", "digital.remedies")
    return Section("files", title, paragraphs if months else (first,), about.sources(*rules))
