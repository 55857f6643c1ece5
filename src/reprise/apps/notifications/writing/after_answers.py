"""What follows an answer: a complaint on a durable medium, the question how it was, a colleague's eyes."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.for_conversations import how_to_answer
from reprise.apps.notifications.writing.phrases import facts, greeting, meta, signature
from reprise.apps.notifications.writing.said import Said


def rating_asked(said: Said) -> Content:
    """What the customer thought of it: one click, once."""
    scale = said.choices("scale")
    return Content(
        subject=said.gettext("How was it with %(shop)s? One click") % {"shop": said["shop_name"]},
        headline=said.gettext("How did we do?"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("Your matter is closed. One click tells us whether it was handled well; we ask only once."),
        ),
        choices=scale,
        button=None if scale else Button(said.gettext("Give my opinion"), said["link"]),
        after=(said.gettext("Your answer changes nothing in your rights, nor in what was decided."),),
        signature=signature(said),
    )


def complaint_received(said: Said) -> Content:
    """A complaint put on a durable medium: what was said, when it reached us, and by when it is answered."""
    return Content(
        subject=said.gettext("Your complaint %(reference)s is registered") % {"reference": said["reference"]},
        headline=said.gettext("Your complaint is registered"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("Keep this message: it says what you told us, and when."),),
        quote=said["complaint"],
        facts=facts(
            said, (said.pgettext("letter", "Received"), "received_at"),
            (said.pgettext("letter", "Looked at by"), "seen_by"),
            (said.pgettext("letter", "Answer by"), "answer_by"), (said.pgettext("letter", "Next"), "next_step"),
        ),
        button=Button(said.gettext("Follow my complaint"), said["link"]),
        after=(how_to_answer(said),),
        signature=signature(said),
        steps=said.grounds("paths"),
    )  # fmt: skip


def staff_mentioned(said: Said) -> Content:
    """A colleague asks for somebody's eyes; what the note says stays at the desk."""
    subject = said.gettext("You are named in a note")
    if "reference" in said:
        subject = said.gettext("You are named in a note on %(reference)s") % {"reference": said["reference"]}
    return Content(
        subject=subject,
        headline=said.gettext("%(name)s wants you to look at something") % {"name": said["mentioned_by"]},
        meta=meta(said),
        greeting=greeting(said),
        button=Button(said.gettext("Open the note"), said["link"]),
        signature=said["shop_name"],
    )


def staff_promise_due(said: Said) -> Content:
    """A customer was told a minute, and it is near."""
    promised = {"time": said["promised"]}
    subject = said.gettext("An answer is promised for %(time)s") % promised
    if "reference" in said:
        whose = {**promised, "reference": said["reference"]}
        subject = said.gettext("%(reference)s: an answer is promised for %(time)s") % whose
    return Content(
        subject=subject,
        headline=said.gettext("Somebody counts on an answer by %(time)s") % promised,
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("Nobody has answered yet. A short word that says when you know more keeps the promise too."),
        ),
        button=Button(said.gettext("Open the conversation"), said["link"]),
        signature=said["shop_name"],
    )


def mailbox_test(said: Said) -> Content:
    """What a mailbox sends itself, to see it come back."""
    return Content(
        subject=said.gettext("Test of the mailbox of %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("This mailbox tests itself"),
        lead=(
            said.gettext(
                "Nothing is to be done. This message left by the mail server and came back: mail works both ways."
            ),
        ),
        button=Button(said.gettext("Open the mailboxes"), said["link"]),
        signature=said["shop_name"],
    )
