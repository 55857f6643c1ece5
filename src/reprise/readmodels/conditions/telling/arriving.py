"""Parcels that are late, lost or damaged."""

from django.utils.translation import gettext

from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section


def late_or_lost(about: About) -> Section:
    """Until the parcel is in the buyer's hands, it is the shop's concern."""
    title = gettext("Late, lost or damaged parcel")
    if not about.has("late_delivery.days"):
        text = gettext("Until the parcel is in your hands it is our risk: tell us, and a person looks at it at once.")
        return Section("parcel", title, (text,))
    days, refund = about.number_of("late_delivery.days") or 30, about.number_of("late_delivery.refund_days") or 14
    paragraphs = (
        gettext(
            "We deliver by the day we announced, and within %(days)s days where none was. Until the parcel is in your "
            "hands it is our risk, whatever the carrier’s page says."
        ) % {"days": days},
        gettext(
            "If it is late, give us one more reasonable delay; when that passes too, you may end the sale and we repay "
            "everything within %(days)s days, dearer delivery included. You need not wait if the day mattered and we "
            "knew it, or if we refuse to deliver."
        ) % {"days": refund},
        gettext(
            "Damaged on the way? Note it on the carrier’s slip if you can and take a photo. Without any note your "
            "rights against us are the same."
        ),
    )  # fmt: skip
    rules = ("late_delivery.days", "late_delivery.possession", "late_delivery.extra_time", "late_delivery.refunds_all")
    return Section("parcel", title, paragraphs, about.sources(*rules))
