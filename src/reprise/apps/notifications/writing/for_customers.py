"""The letters by which a customer follows a request."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import facts, follow, greeting, meta, questions, signature
from reprise.apps.notifications.writing.said import Said


def order_link(said: Said) -> Content:
    """The one-time way to an order: a link, and a code where it was asked for in a chat."""
    code = said["code"]
    life = said.ngettext(
        "The link works once, for %(minutes)s minute.", "The link works once, for %(minutes)s minutes.",
        said.number("minutes"),
    ) % {"minutes": said["minutes"]}  # fmt: skip
    return Content(
        subject=said.gettext("Open your order at %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Open your order"),
        meta=meta(said),
        greeting=said.gettext("Hello,"),
        lead=(
            _in_the_chat(said) if code else said.gettext("From here you see your order and begin your request."),
            life,
        ),
        code=code,
        button=Button(said.gettext("Open my order"), said["link"]),
        after=(
            said.gettext("You did not ask for this? Ignore this message: nothing happens without the link."),
            *((said.gettext("Tell nobody the code: nobody of ours ever asks for it."),) if code else ()),
        ),
        signature=signature(said),
    )


def _in_the_chat(said: Said) -> str:
    return said.gettext(
        "Type this code in the chat where you asked for it: it works once. Or open your order by the link."
    )


def request_received(said: Said) -> Content:
    """The request is in."""
    when = said.gettext("We are on it. You have our answer by %(day)s.") % {"day": said["answer_by"]}
    return Content(
        subject=said.gettext("We have your request %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("We have your request"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(when if "answer_by" in said else said.gettext("We are on it, and write to you with our answer."),),
        facts=facts(
            said, (said.pgettext("letter", "You ask"), "summary"), (said.pgettext("letter", "Answer by"), "answer_by")
        ),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def withdrawal_received(said: Said) -> Content:
    """The acknowledgement the law asks for: what was declared, and when it was received."""
    return Content(
        subject=said.gettext("Your withdrawal %(reference)s has reached us") % {"reference": said["reference"]},
        headline=said.gettext("We have received your withdrawal"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("Your declaration reached us on %(moment)s. Keep this message: it is your proof.")
            % {"moment": said["received_at"]},
        ),
        quote=said["statement"],
        facts=facts(
            said, (said.pgettext("letter", "Received"), "received_at"), (said.pgettext("letter", "Refund"), "amount"),
            (said.pgettext("letter", "Refund by"), "refund_due"),
            (said.pgettext("letter", "Send back by"), "return_by"), (said.pgettext("letter", "Return"), "pays"),
            (said.pgettext("letter", "Next"), "next_step"),
        ),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
        grounds=said.grounds("why"),
    )  # fmt: skip


def info_needed(said: Said) -> Content:
    """It is the customer's turn: one question."""
    return Content(
        subject=said.gettext("Your turn: a question about %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("We need one answer from you"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(said.gettext("With it we can go on with your request."),),
        quote=said["question"],
        button=Button(said.pgettext("letter", "Answer"), said["link"]),
        signature=signature(said),
    )


def message_from_shop(said: Said) -> Content:
    """Somebody of the shop wrote in the case."""
    return Content(
        subject=said.gettext("A message about your case %(reference)s") % {"reference": said["reference"]},
        headline=said.gettext("%(name)s has written to you")
        % {"name": said["author"] if "author" in said else said["shop_name"]},
        meta=meta(said),
        greeting=greeting(said),
        quote=said["message"],
        button=Button(said.gettext("Read and answer"), said["link"]),
        signature=signature(said),
    )


def request_cancelled(said: Said) -> Content:
    """The request was taken back."""
    return Content(
        subject=said.gettext("Your request %(reference)s is cancelled") % {"reference": said["reference"]},
        headline=said.gettext("Your request is cancelled"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("We stop here: there is nothing to send and nothing to pay."),
            said.gettext("Changed your mind? You can begin a new request as long as your rights last."),
        ),
        facts=facts(said, (said.pgettext("letter", "It was about"), "summary")),
        button=follow(said),
        closing=(questions(said),),
        signature=signature(said),
    )


def case_opened_for_you(said: Said) -> Content:
    """Staff wrote down what the customer told them, and the customer goes on from there."""
    when = said.gettext("You have our answer by %(day)s.") % {"day": said["answer_by"]}
    return Content(
        subject=said.gettext("We have opened case %(reference)s for you") % {"reference": said["reference"]},
        headline=said.gettext("We have written down what you told us"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            said.gettext("Look at it, correct it if need be, and add your photos: with them we decide sooner."),
            *((when,) if "answer_by" in said else ()),
        ),
        quote=said["asked"],
        facts=facts(said, (said.pgettext("letter", "It is about"), "summary")),
        button=Button(said.gettext("Open my case"), said["link"]),
        closing=(questions(said),),
        signature=signature(said),
    )


def cases_link(said: Said) -> Content:
    """The one-time way to all cases of an address: a link, and a code for the browser that asked."""
    code = said["code"]
    life = said.ngettext(
        "The link works once, for %(minutes)s minute.", "The link works once, for %(minutes)s minutes.",
        said.number("minutes"),
    ) % {"minutes": said["minutes"]}  # fmt: skip
    return Content(
        subject=said.gettext("Open your cases at %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Open your cases"),
        greeting=greeting(said),
        lead=(
            said.gettext("From here you see all your requests and where they stand."),
            life,
            *((said.gettext("Or type this code where you asked for it: it works for 20 minutes."),) if code else ()),
        ),
        code=code,
        button=Button(said.gettext("Open my cases"), said["link"]),
        after=(
            said.gettext("You did not ask for this? Ignore this message: nothing happens without the link."),
            *((said.gettext("Tell nobody the code: nobody of ours ever asks for it."),) if code else ()),
        ),
        signature=signature(said),
    )


def draft_link(said: Said) -> Content:
    """The way back to a request that is not finished."""
    life = said.ngettext(
        "Your answers are kept for %(days)s day.", "Your answers are kept for %(days)s days.", said.number("days")
    ) % {"days": said["days"]}
    return Content(
        subject=said.gettext("Finish your request at %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Go on where you stopped"),
        meta=meta(said),
        greeting=said.gettext("Hello,"),
        lead=(said.gettext("Nothing was sent yet. This link opens your request on any device."), life),
        button=Button(said.gettext("Finish my request"), said["link"]),
        signature=signature(said),
    )
