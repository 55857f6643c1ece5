"""The letters between the two people a large refund needs."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, greeting, meta
from reprise.apps.notifications.writing.said import Said


def refund_to_approve(said: Said) -> Content:
    """It waits for somebody else than the one who decided it."""
    return Content(
        subject=said.gettext("A refund waits for your approval (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("A refund of %(amount)s waits for a second person") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("It is above the limit of your shop, so nothing is paid before somebody else has looked."),),
        facts=facts(
            said,
            (said.pgettext("letter", "Decided by"), "decided_by"),
            (said.pgettext("letter", "To be paid by"), "due"),
        ),
        button=Button(said.gettext("Look at it"), said["link"]),
        after=(said.gettext("Everybody who may approve it gets this message; one of you is enough."),),
        signature=said["shop_name"],
    )


def refund_not_approved(said: Said) -> Content:
    """The second person said no: whoever decided it learns who and why."""
    by = {"name": said["refused_by"], "amount": said["amount"]}
    return Content(
        subject=said.gettext("Your refund was not approved (%(reference)s)") % {"reference": said["reference"]},
        headline=(
            said.gettext("%(name)s has not approved your refund of %(amount)s") % by
            if "refused_by" in said
            else said.gettext("Your refund of %(amount)s was not approved") % by
        ),
        meta=meta(said),
        greeting=greeting(said),
        quote=said["reason"],
        lead=(
            said.gettext("Nothing was paid, and no letter went to the customer. The sum is free again: decide anew."),
        ),
        button=Button(said.gettext("Open the case"), said["link"]),
        signature=said["shop_name"],
    )
