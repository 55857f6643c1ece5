"""The letters that follow the goods: the slip, the parcel, the bench, and what was promised."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, questions, signature, told
from reprise.apps.notifications.writing.said import Said


def return_ready(said: Said) -> Content:
    """The goods may leave: the slip, by when, and who pays."""
    return Content(
        subject=said.gettext("Your return slip is ready (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("Your return slip is ready"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said["next_step"],),
        facts=facts(
            said, (said.pgettext("letter", "Send back by"), "return_by"), (said.pgettext("letter", "Return"), "pays"),
            (said.pgettext("letter", "Return number"), "rma"),
        ),
        button=Button(said.gettext("Open my return slip"), said["link"]),
        closing=(questions(said),),
        signature=signature(said),
    )  # fmt: skip


def parcel_announced(said: Said) -> Content:
    """We know that their parcel is on its way to us."""
    return Content(
        subject=said.gettext("We expect your parcel (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("We know that your parcel is on its way"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("We write to you as soon as it is here. Keep the proof of deposit until then."),),
        facts=_parcel(said),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def parcel_sent(said: Said) -> Content:
    """Something is on its way to the customer."""
    return Content(
        subject=said.gettext("A parcel is on its way to you (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("A parcel is on its way to you"),
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "next_step"),
        facts=_parcel(said),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def parcel_received(said: Said) -> Content:
    """The goods are here."""
    return Content(
        subject=said.gettext("Your parcel has arrived (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("Your parcel has arrived"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("We have had it since %(day)s, and look at what is in it.") % {"day": said["received_on"]},),
        facts=facts(
            said, (said.pgettext("letter", "In it"), "contents"), (said.pgettext("letter", "Next"), "next_step")
        ),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def inspection_done(said: Said) -> Content:
    """What the bench saw, and what follows from it."""
    return Content(
        subject=said.gettext("We have looked at your parcel (%(reference)s)") % {"reference": said["reference"]},
        headline=said.gettext("We have looked at what you sent back"),
        meta=meta(said),
        greeting=greeting(said),
        facts=facts(
            said, (said.pgettext("letter", "What we saw"), "result"), (said.pgettext("letter", "Taken off"), "lowered"),
            (said.pgettext("letter", "Next"), "next_step"),
        ),
        button=follow(said),
        after=_if_lowered(said),
        closing=(questions(said),),
        signature=signature(said),
    )  # fmt: skip


def remedy_done(said: Said) -> Content:
    """What was promised is done."""
    return Content(
        subject=said.gettext("Done: your request %(reference)s") % {"reference": said["reference"]},
        headline=said["outcome"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "text"),
        facts=facts(said, (said.pgettext("letter", "Next"), "next_step")),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def _parcel(said: Said) -> tuple[tuple[str, str], ...]:
    return facts(
        said, (said.pgettext("letter", "In it"), "contents"), (said.pgettext("letter", "Carrier"), "carrier"),
        (said.pgettext("letter", "Tracking number"), "tracking"), (said.pgettext("letter", "Handed in"), "sent_on"),
    )  # fmt: skip


def _if_lowered(said: Said) -> tuple[str, ...]:
    if "lowered" not in said:
        return ()
    return (said.gettext("You see it otherwise? Say so on the page of your case: another person looks at it again."),)
