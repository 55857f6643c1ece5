"""The letters that tell a customer what was decided."""

from typing import Final

from reprise.apps.notifications.drawing.content import Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, questions, signature, told
from reprise.apps.notifications.writing.said import Said
from reprise.core.refusals import mark

_DISAGREE: Final = mark("You disagree? Say so on the page of your case: another person looks at it again.")


def request_accepted(said: Said) -> Content:
    """Yes, and what happens next."""
    return _yes(said, said.gettext("Your request %(reference)s is accepted") % {"reference": said["reference"]})


def appeal_granted(said: Said) -> Content:
    """Yes after a second look."""
    return _yes(
        said, said.gettext("We looked again: your request %(reference)s is accepted") % {"reference": said["reference"]}
    )


def request_partly_accepted(said: Said) -> Content:
    """Yes to one part; the exact other part, why not, what remains and how to disagree."""
    rows = facts(
        said, (said.pgettext("letter", "Refund"), "amount"), (said.pgettext("letter", "Of which delivery"), "delivery"),
            (said.pgettext("letter", "At the latest"), "due"),
        (said.pgettext("letter", "Send back by"), "return_by"), (said.pgettext("letter", "Return"), "pays"),
        (said.pgettext("letter", "Next"), "next_step"), (said.pgettext("letter", "What remains"), "remains"),
    )  # fmt: skip
    return Content(
        subject=said.gettext("Your request %(reference)s is accepted in part") % {"reference": said["reference"]},
        headline=said["outcome"],
        meta=meta(said),
        greeting=greeting(said),
        lead=(f"{said['refused']}.", *told(said, "text")),
        facts=rows,
        button=follow(said),
        after=_disagree(said, said.gettext(_DISAGREE)),
        steps=said.grounds("paths"),
        closing=(questions(said),),
        signature=signature(said),
        grounds=said.grounds("why"),
    )


def request_declined(said: Said) -> Content:
    """No to one exact thing, why, what remains, and how to disagree."""
    subject = said.gettext("Our answer to your request %(reference)s") % {"reference": said["reference"]}
    return _no(said, subject, said.gettext(_DISAGREE))


def appeal_declined(said: Said) -> Content:
    """No again, by another person; the mediator comes next."""
    subject = said.gettext("We looked again at your request %(reference)s") % {"reference": said["reference"]}
    return _no(said, subject, "")


def appeal_received(said: Said) -> Content:
    """Another person looks at it, by a day."""
    return Content(
        subject=said.gettext("We look again at your request %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("Another person looks at your request again"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("You have our answer by %(day)s.") % {"day": said["answer_by"]},),
        facts=facts(said, (said.pgettext("letter", "It is about"), "summary")),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def _yes(said: Said, subject: str) -> Content:
    return Content(
        subject=subject,
        headline=said["outcome"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "text"),
        facts=facts(
            said, (said.pgettext("letter", "Refund"), "amount"),
            (said.pgettext("letter", "Of which delivery"), "delivery"),
            (said.pgettext("letter", "At the latest"), "due"),
            (said.pgettext("letter", "Send back by"), "return_by"), (said.pgettext("letter", "Return"), "pays"),
            (said.pgettext("letter", "Next"), "next_step"),
        ),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
        grounds=said.grounds("why"),
    )  # fmt: skip


def _no(said: Said, subject: str, disagree: str) -> Content:
    return Content(
        subject=subject,
        headline=said["refused"],
        meta=meta(said),
        greeting=greeting(said),
        lead=told(said, "reason", "text"),
        facts=facts(said, (said.pgettext("letter", "What remains"), "remains")),
        button=follow(said),
        after=_disagree(said, disagree),
        steps=said.grounds("paths"),
        signature=signature(said),
        grounds=said.grounds("why"),
    )


def _disagree(said: Said, otherwise: str) -> tuple[str, ...]:
    """How to disagree in a sentence; the steps, where they are known, need none before them."""
    return told(said, "disagree") or ((otherwise,) if otherwise and not said.grounds("paths") else ())
