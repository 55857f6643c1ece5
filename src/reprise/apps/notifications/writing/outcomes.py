"""The letters that tell a customer what was decided, received and paid."""

from django.utils.translation import gettext, pgettext

from reprise.apps.notifications.writing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, questions, signature, told
from reprise.apps.notifications.writing.said import Said


def request_accepted(said: Said) -> Content:
    """Yes, and what happens next."""
    return Content(
        subject=gettext("Your request %(reference)s is accepted") % {"reference": said["reference"]},
        headline=said["outcome"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "text"),
        facts=facts(
            said, (pgettext("letter", "Refund"), "amount"), (pgettext("letter", "At the latest"), "due"),
            (pgettext("letter", "Send back by"), "return_by"), (pgettext("letter", "Return"), "pays"),
            (pgettext("letter", "Next"), "next_step"),
        ),
        button=follow(said),
        after=(questions(),),
        signature=signature(said),
        why=told(said, "why"),
    )  # fmt: skip


def request_declined(said: Said) -> Content:
    """No to one exact thing, why, what remains, and how to disagree."""
    again = gettext("You disagree? Say so on the page of your case: another person looks at it again.")
    return Content(
        subject=gettext("Our answer to your request %(reference)s") % {"reference": said["reference"]},
        headline=said["refused"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "reason", "text"),
        facts=facts(said, (pgettext("letter", "What remains"), "remains")),
        button=follow(said),
        after=told(said, "disagree") or (again,),
        signature=signature(said),
    )


def return_ready(said: Said) -> Content:
    """The goods may leave: the slip, by when, and who pays."""
    return Content(
        subject=gettext("Your return slip is ready (%(reference)s)") % {"reference": said["reference"]},
        headline=gettext("Your return slip is ready"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said["next_step"],),
        facts=facts(
            said, (pgettext("letter", "Send back by"), "return_by"), (pgettext("letter", "Return"), "pays"),
            (pgettext("letter", "Return number"), "rma"),
        ),
        button=Button(gettext("Open my return slip"), said["link"]),
        after=(questions(),),
        signature=signature(said),
    )  # fmt: skip


def parcel_received(said: Said) -> Content:
    """The goods are here."""
    return Content(
        subject=gettext("Your parcel has arrived (%(reference)s)") % {"reference": said["reference"]},
        headline=gettext("Your parcel has arrived"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(gettext("We have had it since %(day)s, and look at what is in it.") % {"day": said["received_on"]},),
        facts=facts(said, (pgettext("letter", "In it"), "contents"), (pgettext("letter", "Next"), "next_step")),
        button=follow(said),
        after=(questions(),),
        signature=signature(said),
    )


def refund_sent(said: Said) -> Content:
    """The money left."""
    return Content(
        subject=gettext("Your refund is on its way (%(reference)s)") % {"reference": said["reference"]},
        headline=gettext("We have refunded %(amount)s") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        facts=facts(
            said, (pgettext("letter", "Sent"), "sent_on"), (pgettext("letter", "To"), "means"),
            (pgettext("letter", "With you by"), "expected_by"), (pgettext("letter", "Credit note"), "credit_note"),
        ),
        button=follow(said),
        after=(questions(),),
        signature=signature(said),
        why=told(said, "why"),
    )  # fmt: skip


def refund_failed(said: Said) -> Content:
    """The money did not arrive, and stays due."""
    default = gettext("We find another way and write to you. You have nothing to do.")
    return Content(
        subject=gettext("Your refund did not go through (%(reference)s)") % {"reference": said["reference"]},
        headline=gettext("Your refund of %(amount)s did not go through") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(gettext("The sum stays yours: nothing is lost."), *(told(said, "next_step") or (default,))),
        button=follow(said),
        after=(questions(),),
        signature=signature(said),
    )


def remedy_done(said: Said) -> Content:
    """What was promised is done."""
    return Content(
        subject=gettext("Done: your request %(reference)s") % {"reference": said["reference"]},
        headline=said["outcome"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "text"),
        facts=facts(said, (pgettext("letter", "Next"), "next_step")),
        button=follow(said),
        after=(questions(),),
        signature=signature(said),
    )
