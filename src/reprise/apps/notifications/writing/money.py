"""The letters about a refund."""

from reprise.apps.notifications.drawing.content import Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, questions, signature, told
from reprise.apps.notifications.writing.said import Said


def refund_ordered(said: Said) -> Content:
    """The provider has the order, and says later that the money arrived."""
    return Content(
        subject=said.gettext("Your refund is ordered (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("We have ordered your refund of %(amount)s") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("The payment provider has taken it. We write to you when it is paid."),),
        facts=facts(said, (said.pgettext("letter", "Ordered"), "ordered_on"), (said.pgettext("letter", "To"), "means")),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def refund_sent(said: Said) -> Content:
    """The money left."""
    return Content(
        subject=said.gettext("Your refund is on its way (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("We have refunded %(amount)s") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        facts=facts(
            said, (said.pgettext("letter", "Sent"), "sent_on"), (said.pgettext("letter", "To"), "means"),
            (said.pgettext("letter", "Taken off"), "lowered"), (said.pgettext("letter", "With you by"), "expected_by"),
            (said.pgettext("letter", "Credit note"), "credit_note"),
        ),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
        why=told(said, "why"),
    )  # fmt: skip


def refund_failed(said: Said) -> Content:
    """The money did not arrive, and stays due."""
    default = said.gettext("We find another way and write to you. You have nothing to do.")
    return Content(
        subject=said.gettext("Your refund did not go through (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("Your refund of %(amount)s did not go through") % {"amount": said["amount"]},
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("The sum stays yours: nothing is lost."), *(told(said, "next_step") or (default,))),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )
