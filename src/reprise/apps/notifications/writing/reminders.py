"""The letters the calendar sends: to the customer whose turn it is, and to the people of the desk."""

from django.utils.translation import gettext, ngettext, pgettext

from reprise.apps.notifications.writing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, signature
from reprise.apps.notifications.writing.said import Said


def answer_reminder(said: Said) -> Content:
    """The question is still open."""
    return Content(
        subject=gettext("Still your turn: a question about %(reference)s") % {"reference": said["reference"]},
        headline=gettext("We are waiting for one answer from you"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(gettext("Without it we cannot go on with your request. This was our question:"),),
        quote=said["question"],
        button=Button(pgettext("letter", "Answer"), said["link"]),
        after=(gettext("You have answered already? Then this message crossed yours, and there is nothing to do."),),
        signature=signature(said),
    )


def return_reminder(said: Said) -> Content:
    """The last day to hand the parcel in comes near."""
    return Content(
        subject=gettext("Reminder: your return %(reference)s") % {"reference": said["reference"]},
        headline=gettext("Send your parcel by %(day)s") % {"day": said["return_by"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(gettext("Your return slip and the way to pack are on the page of your case."),),
        facts=facts(
            said, (pgettext("letter", "Send back by"), "return_by"), (pgettext("letter", "Return number"), "rma")
        ),
        button=Button(gettext("Open my return slip"), said["link"]),
        after=(
            gettext("You have sent it? Add the tracking number on that page, and we stop reminding you."),
            gettext("You need more time? Write to us there before that day."),
        ),
        signature=signature(said),
    )


def case_closed(said: Said) -> Content:
    """Everything is done; where the papers stay and how to come back."""
    return Content(
        subject=gettext("Your case %(reference)s is closed") % {"reference": said["reference"]},
        headline=gettext("Your case is closed"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            gettext("Everything we promised is done. Your papers stay on the page of your case."),
            gettext("Something is not as it should be? Write to us there, and we go on."),
        ),
        facts=facts(said, (pgettext("letter", "It was about"), "summary")),
        button=follow(said),
        signature=signature(said),
    )


def staff_digest(said: Said) -> Content:
    """What is due for somebody of the desk."""
    count = said.number("count")
    subject = ngettext(
        "%(count)s case is waiting at %(shop)s", "%(count)s cases are waiting at %(shop)s", count
    ) % {"count": count, "shop": said["shop_name"]}  # fmt: skip
    headline = ngettext("%(count)s case needs you", "%(count)s cases need you", count) % {"count": count}
    return Content(
        subject=subject,
        headline=headline,
        greeting=greeting(said),
        facts=facts(
            said, (pgettext("letter", "Late"), "late"), (pgettext("letter", "Due soon"), "soon"),
        ),
        button=Button(gettext("Open the queue"), said["link"]),
        after=(gettext("Whether and when this summary comes is set under Settings, Letters."),),
        signature=said["shop_name"],
    )  # fmt: skip
