"""Somebody's eyes are wanted: a colleague named in a note, or whoever looks at threats."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import answering, colleagues, shop_of
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.reply_queries import alarm_person_id, unseen_mention
from reprise.apps.conversations.rules.alarms import alarms_in
from reprise.apps.conversations.rules.mentions import named_in
from reprise.apps.conversations.services.name_colleagues import name_colleagues
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mention, Message

JOB: Final = "mention.tell"
#: Who is at the desk sees it there; whoever has not looked by then gets a letter.
AWAY: Final = timedelta(minutes=10)
IN_CHARGE: Final = frozenset({Role.OWNER.value, Role.MANAGER.value})


def call_colleagues(message: "Message", at: datetime, *, danger: bool = False) -> None:
    """Call whom a note names, or whom the shop has named for threats; nothing is asked of a message without either.

    Of a danger somebody is told at once, whoever is there: where nobody is named, those who run the shop.
    """
    people = _named(message) if message.internal else _for_threats(message, danger=danger)
    for mention in name_colleagues(message=message, person_ids=people):
        when = at if danger else at + AWAY
        enqueue(kind=JOB, payload={"mention_id": mention}, at=when, dedupe_key=f"{JOB}:{mention}")


def _named(message: "Message") -> frozenset[int]:
    if "@" not in message.body or message.author_kind != Author.STAFF.value:
        return frozenset()
    return named_in(message.body, people_by_name(message.conversation.shop_id)).people


def people_by_name(shop_id: int) -> dict[int, str]:
    """The people of a shop by what they are called; who has no name, by the first part of their address."""
    return {person.pk: person.name or person.email.split("@")[0] for person in colleagues(system(shop_id))}


def _for_threats(message: "Message", *, danger: bool) -> frozenset[int]:
    if message.author_kind != Author.CUSTOMER.value or not (danger or alarms_in(message.body)):
        return frozenset()
    shop_id = message.conversation.shop_id
    if person_id := alarm_person_id(shop_id):
        return frozenset({person_id})
    return frozenset(one.person_id for one in answering(shop_id) if one.role in IN_CHARGE) if danger else frozenset()


@handles(JOB)
def tell_later(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Write to whoever was called and has not looked since."""
    mention = unseen_mention(int(payload["mention_id"]))
    return (lambda: _tell(mention, at)) if mention is not None else None


def _tell(mention: "Mention", at: datetime) -> None:
    conversation, person = mention.message.conversation, mention.person
    shop = shop_of(system(conversation.shop_id))
    language = person.language if person.language in dict(settings.LANGUAGES) else shop.language
    base = f"{settings.ENV.base_url.rstrip('/')}/{language}/desk/{shop.slug}"
    values = {
        "shop_name": shop.name, "link": f"{base}/conversations/{conversation.key}/", "name": person.name,
        "mentioned_by": (mention.message.author_name if mention.message.internal else "") or shop.name,
        "reference": conversation.case.reference if conversation.case else "",
    }  # fmt: skip
    send_letter(
        shop=shop, to=person.email, language=language, letter=Letter.STAFF_MENTIONED, at=at,
        dedupe_key=f"mention:{mention.pk}", values={name: value for name, value in values.items() if value},
    )  # fmt: skip
