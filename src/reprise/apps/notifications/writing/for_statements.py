"""The letter that acknowledges a withdrawal statement which belongs to no case yet."""

from django.utils.translation import gettext, pgettext

from reprise.apps.notifications.writing.content import Button, Content
from reprise.apps.notifications.writing.phrases import signature
from reprise.apps.notifications.writing.said import Said


def statement_received(said: Said) -> Content:
    """Fixed text and the fields of the statement: it says nothing about whether such an order exists."""
    return Content(
        subject=gettext("Acknowledgement of your withdrawal %(reference)s") % {"reference": said["reference"]},
        headline=gettext("We have received your withdrawal"),
        meta=gettext("Withdrawal %(reference)s") % {"reference": said["reference"]},
        greeting=gettext("Hello,"),
        lead=(
            gettext("Your declaration reached us on %(moment)s. Keep this message: it is your proof.")
            % {"moment": said["moment"]},
        ),
        quote=said["statement"],
        facts=((pgettext("letter", "Received"), said["moment"]), (gettext("Reference"), said["reference"])),
        button=Button(gettext("Open the acknowledgement"), said["link"]),
        after=(
            gettext("We look at it now and write to you about what follows. The acknowledgement is attached as a PDF."),
            gettext("You declared nothing? Tell the seller by answering this message: somebody typed your address."),
        ),
        signature=signature(said),
    )
