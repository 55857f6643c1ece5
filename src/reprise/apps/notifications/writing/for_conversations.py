"""The letters of conversations: what was said, and what follows from it."""

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import greeting, meta, signature, told
from reprise.apps.notifications.writing.said import Said


def conversation_news(said: Said) -> Content:
    """The shop has answered whoever has no case, and was not there to see it."""
    return Content(
        subject=said.gettext("Your conversation with %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("%(name)s has written to you")
        % {"name": said["author"] if "author" in said else said["shop_name"]},
        meta=said["topic"],
        greeting=greeting(said),
        quote=said["message"],
        button=Button(said.gettext("Read and answer"), said["link"]),
        after=(how_to_answer(said),),
        signature=signature(said),
    )


def conversation_invitation(said: Said) -> Content:
    """Somebody may read along and answer, in their own name."""
    return Content(
        subject=said.gettext("You are invited to a conversation with %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Read along and answer with %(name)s") % {"name": said["invited_by"]},
        meta=said["topic"],
        greeting=greeting(said),
        lead=(
            said.gettext(
                "%(name)s lets you follow a matter with %(shop)s. You read what was said, and answer in your own name."
            )
            % {"name": said["invited_by"], "shop": said["shop_name"]},
        ),
        button=Button(said.gettext("Open the conversation"), said["link"]),
        after=(
            said.gettext("The link is yours alone: do not pass it on."),
            said.gettext("You do not know who invites you? Ignore this message: nothing happens."),
        ),
        signature=said["shop_name"],
    )


def conversation_transcript(said: Said) -> Content:
    """The whole conversation, as somebody asked for it, with the fingerprint the shop keeps of it."""
    fingerprint = said.gettext("Fingerprint of this copy (SHA-256), kept by %(shop)s too: %(digest)s")
    return Content(
        subject=said.gettext("Copy of your conversation with %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Your conversation in full"),
        meta=said["topic"],
        greeting=greeting(said),
        lead=(said.gettext("You asked for everything that was said."),),
        quote=said["transcript"],
        button=Button(said.gettext("Open the conversation"), said["link"]),
        signature=said["shop_name"],
        why=(fingerprint % {"shop": said["shop_name"], "digest": said["digest"]},),
    )


def conversation_received(said: Said) -> Content:
    """A question is in, and when somebody answers; no person wrote this."""
    return Content(
        subject=said.gettext("Your conversation with %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("We have your message"),
        meta=meta(said),
        greeting=greeting(said),
        lead=(
            *told(said, "promise"),
            said.gettext("This is an automatic answer. Whatever you add stays in the same conversation."),
        ),
        quote=said["asked"],
        button=Button(said.gettext("Open the conversation"), said["link"]),
        signature=signature(said),
    )


def how_to_answer(said: Said) -> str:
    """An answer by mail is as good as one on the page."""
    return said.gettext("You can answer this message: your answer joins the conversation.")
