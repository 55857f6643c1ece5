import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import CannedReply
from reprise.apps.conversations.reply_queries import canned_for
from reprise.apps.conversations.rules.placeholders import unknown_in
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

LONGEST: Final = 4_000
MOST: Final = 200
_SHORTCUT: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")


class NameTaken(Refusal):
    """Another reply of the shop is called so."""

    code = "name_taken"
    kind = Kind.CONFLICT
    sentence = mark("Another one is called “%(name)s”. Choose another name.")


class UnknownPlaceholder(Refusal):
    """Something in braces that nothing can be put in for."""

    code = "unknown_placeholder"
    sentence = mark("%(stray)s is no placeholder. Use those of the list, or write it without braces.")


@dataclass(frozen=True, slots=True)
class Worded:
    """A canned reply as it is typed."""

    name: str
    shortcut: str = ""
    text_fr: str = ""
    text_en: str = ""


@atomic
def save_canned(*, actor: Actor, worded: Worded, at: datetime, reply_id: int | None = None) -> CannedReply:
    """Keep a reply of the shop, new or changed; what a customer could not read is refused here, not when it is sent."""
    actor.require(Right.SETTINGS_EDIT)
    worded = _tidied(worded)
    _check(worded)
    reply = canned_for(actor, reply_id) if reply_id else CannedReply(shop_id=actor.shop_id)
    others = CannedReply.objects.filter(shop_id=actor.shop_id).exclude(pk=reply_id or 0)
    if others.filter(name=worded.name).exists():
        raise NameTaken(field="name", name=worded.name)
    if worded.shortcut and others.filter(shortcut=worded.shortcut).exists():
        raise Invalid(field="shortcut", why=mark("another reply has this shortcut."))
    if reply_id is None and others.count() >= MOST:
        raise Invalid(field="name", why=mark("two hundred replies are enough; remove one first."))
    reply.name, reply.shortcut = worded.name, worded.shortcut
    reply.text_fr, reply.text_en = worded.text_fr, worded.text_en
    reply.changed_by_id, reply.changed_at = actor.person_id, at
    reply.save()
    return reply


def _tidied(worded: Worded) -> Worded:
    shortcut = worded.shortcut.strip().lstrip("/").lower()
    name = " ".join(worded.name.split())
    return Worded(name, shortcut, readable(worded.text_fr), readable(worded.text_en))


def _check(worded: Worded) -> None:
    if not worded.name or len(worded.name) > 80:
        raise Invalid(field="name", why=mark("give it a name of 80 characters at most."))
    if worded.shortcut and not _SHORTCUT.fullmatch(worded.shortcut):
        raise Invalid(field="shortcut", why=mark("use letters, figures and hyphens, 30 at most."))
    if not worded.text_fr and not worded.text_en:
        raise Invalid(field="text_fr", why=mark("write it in one language at least."))
    for field, text in (("text_fr", worded.text_fr), ("text_en", worded.text_en)):
        if len(text) > LONGEST:
            raise Invalid(field=field, why=mark("shorten it to 4,000 characters."))
        if stray := unknown_in(text):
            raise UnknownPlaceholder(field=field, stray=stray)
