"""The letter that acknowledges a withdrawal statement which belongs to no case yet."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import signature
from reprise.apps.notifications.writing.said import Said


def statement_received(said: Said) -> Content:
    """Fixed text and the fields of the statement: it says nothing about whether such an order exists."""
    return Content(
        subject=said.gettext("Acknowledgement of your withdrawal %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("We have received your withdrawal"),
        meta=said.gettext("Withdrawal %(reference)s") % {"reference": said["reference"]},
        greeting=said.gettext("Hello,"),
        lead=(
            said.gettext("Your declaration reached us on %(moment)s. Keep this message: it is your proof.")
            % {"moment": said["moment"]},
        ),
        quote=said["statement"],
        facts=((said.pgettext("letter", "Received"), said["moment"]), (said.gettext("Reference"), said["reference"])),
        button=Button(said.gettext("Open the acknowledgement"), said["link"]),
        after=(
            said.gettext(
                "We look at it now and write to you about what follows. The acknowledgement is attached as a PDF."
            ),
            said.gettext(
                "You declared nothing? Tell the seller by answering this message: somebody typed your address."
            ),
        ),
        signature=signature(said),
    )
