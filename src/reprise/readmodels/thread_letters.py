"""What letters of a conversation are told: what was said since the last one, and each reader's own way in."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.links import reader_token
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.conversations.rules.absence import MOST_MESSAGES
from reprise.apps.notifications.letters import Value
from reprise.apps.notifications.writing.said import LOCALES, spoken
from reprise.core.first_name import first_name


def reader_link(participant: Participant, shop: Shop) -> str:
    """The address that opens a conversation to one of its people, in their language."""
    token = reader_token(settings.SECRET_KEY, participant.pk, participant.key)
    base = settings.ENV.base_url.rstrip("/")
    return f"{base}/{spoken(participant.language)}/s/{shop.slug}/with/{participant.pk}/{token}/"


def news(conversation: Conversation, *, after: int) -> list[Message]:
    """What people of the shop wrote to the customer's side after a number; no notes, nothing a machine wrote."""
    said = Message.objects.filter(
        conversation=conversation, sequence__gt=after, author_kind=Author.STAFF.value, internal=False, automatic=False,
        erased_at__isnull=True,
    )  # fmt: skip
    return list(said.prefetch_related("files__file").order_by("sequence"))


def customer_words(conversation: Conversation) -> list[Message]:
    """All that the customer's side may read, in order: what goes into a copy, whoever asks for it."""
    said = Message.objects.filter(conversation=conversation, internal=False, erased_at__isnull=True)
    return list(said.prefetch_related("files__file").order_by("sequence"))


def told(messages: Sequence[Message], language: str, zone: str) -> str:
    """The words of one message, or of the last ones with who and when."""
    with override(language):
        if len(messages) == 1:
            return _words(messages[0])
        parts = [f"{headline(one, language, zone)}\n{_words(one)}" for one in messages[-MOST_MESSAGES:]]
        if left := len(messages) - len(parts):
            more = ngettext(
                "%(count)s earlier message is in the conversation.",
                "%(count)s earlier messages are in the conversation.", left,
            ) % {"count": left}  # fmt: skip
            parts.insert(0, more)
        return "\n\n".join(parts)


def headline(message: Message, language: str, zone: str, *, nobody: str = "") -> str:
    """Who wrote, and when, in the shop's time; `nobody` stands for the house itself."""
    locale, here = LOCALES[spoken(language)], message.created_at.astimezone(ZoneInfo(zone))
    moment = f"{format_date(here.date(), 'd MMMM y', locale=locale)}, {format_time(here, 'HH:mm', locale=locale)}"
    ours = message.author_kind == Author.STAFF.value
    who = (first_name(message.author_name) if ours else message.author_name) or nobody
    machine = gettext("automatic answer") if message.automatic else ""
    return ", ".join(part for part in (who, moment, machine) if part)


def _words(message: Message) -> str:
    names = ", ".join(one.file.name for one in message.files.all())
    files = gettext("Files: %(names)s") % {"names": names} if names else ""
    return "\n".join(part for part in (message.body, files) if part)


def author_of(messages: Iterable[Message]) -> str:
    """Who signs, by the first name the chat shows: who wrote last; a program has no name of its own in letters."""
    people = [one.author_name for one in messages if one.channel != Channel.API.value and one.author_name]
    return first_name(people[-1]) if people else ""


def values_for(person: Participant, shop: Shop, conversation: Conversation, **more: str) -> dict[str, Value]:
    """What every letter to one of the people of a conversation is told; empty values are left out."""
    values = {
        "shop_name": shop.name, "link": reader_link(person, shop) if person.has_row else "", "name": person.name,
        "topic": topic(conversation), **more,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def topic(conversation: Conversation) -> str:
    """What a conversation is about, in one line."""
    if conversation.case is not None:
        return conversation.case.reference
    return conversation.subject


def as_transcript(messages: Iterable[Message], shop_name: str, language: str, zone: str) -> str:
    """All that was said, as plain text; `messages` are those its reader may read."""
    with override(language):
        parts = [f"{headline(one, language, zone, nobody=shop_name)}\n{_words(one)}" for one in messages]
    return "\n\n".join(parts)
