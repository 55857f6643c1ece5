"""The letters the calendar sends: to the customer whose turn it is, and to the people of the desk."""

from typing import Final

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, signature
from reprise.apps.notifications.writing.said import Said
from reprise.core.refusals import mark

_WITH_A_SLIP: Final = mark("Your return slip and the way to pack are on the page of your case.")
#: The law counts on from the declaration, whether the shop has answered or not.
_WITHOUT: Final = mark(
    "Our answer and the return slip are not ready yet, and your withdrawal stands all the same. You may send the "
    "article without them: write %(reference)s on the box, and keep the receipt of the deposit."
)
_SENT_WITH_A_SLIP: Final = mark("You have sent it? Add the tracking number on that page, and we stop reminding you.")
_SENT_WITHOUT: Final = mark("You have sent it? Write to us on that page, with the tracking number.")


def answer_reminder(said: Said) -> Content:
    """The question is still open."""
    return Content(
        subject=said.gettext("Still your turn: a question about %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("We are waiting for one answer from you"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("Without it we cannot go on with your request. This was our question:"),),
        quote=said["question"],
        button=Button(said.pgettext("letter", "Answer"), said["link"]),
        after=(
            said.gettext("You have answered already? Then this message crossed yours, and there is nothing to do."),
        ),
        signature=signature(said),
    )


def return_reminder(said: Said) -> Content:
    """The last day to hand the parcel in comes near."""
    slip = "rma" in said
    return Content(
        subject=said.gettext("Reminder: your return %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("Send your parcel by %(day)s") % {"day": said["return_by"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext(_WITH_A_SLIP if slip else _WITHOUT) % {"reference": said["reference"]},),
        facts=facts(
            said,
            (said.pgettext("letter", "Send back by"), "return_by"),
            (said.pgettext("letter", "Return number"), "rma"),
        ),
        button=Button(said.gettext("Open my return slip"), said["link"]) if slip else follow(said),
        after=(
            said.gettext(_SENT_WITH_A_SLIP if slip else _SENT_WITHOUT),
            said.gettext("You need more time? Write to us there before that day."),
        ),
        signature=signature(said),
    )


def case_closed(said: Said) -> Content:
    """Everything is done; where the papers stay and how to come back."""
    return Content(
        subject=said.gettext("Your case %(reference)s is closed") % {"reference": said["reference"]},
        headline=said.gettext("Your case is closed"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("Everything we promised is done. Your papers stay on the page of your case."),
            said.gettext("Something is not as it should be? Write to us there, and we go on."),
        ),
        facts=facts(said, (said.pgettext("letter", "It was about"), "summary")),
        button=follow(said),
        signature=signature(said),
    )


def staff_digest(said: Said) -> Content:
    """What is due for somebody of the desk."""
    count = said.number("count")
    subject = said.ngettext(
        "%(count)s case is waiting at %(shop)s", "%(count)s cases are waiting at %(shop)s", count
    ) % {"count": count, "shop": said["shop_name"]}  # fmt: skip
    headline = said.ngettext("%(count)s case needs you", "%(count)s cases need you", count) % {"count": count}
    return Content(
        subject=subject,
        headline=headline,
        greeting=greeting(said),
        facts=facts(
            said, (said.pgettext("letter", "Late"), "late"), (said.pgettext("letter", "Due soon"), "soon"),
        ),
        button=Button(said.gettext("Open the queue"), said["link"]),
        after=(said.gettext("Whether and when this summary comes is set under Settings, Letters."),),
        signature=said["shop_name"],
    )  # fmt: skip
