"""What did you think of it? Asked once, after a person closed a matter, and never after a close nobody decided."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext, override

from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.reply_queries import asks_opinion
from reprise.apps.conversations.services.ask_opinion import ask_opinion
from reprise.apps.notifications.letters import Choices, Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.jobs.registry import Finish, periodically
from reprise.readmodels.opinions import SCORES
from reprise.readmodels.opinions_to_ask import to_ask
from reprise.readmodels.reminders.shops import calendars

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import Conversation, Participant

MOST_AT_ONCE: Final = 50


@periodically("opinions.ask", every=timedelta(minutes=10))
def ask_opinions(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Write to the customers of matters that were closed lately, a few at a time and never at night."""
    found = [
        (calendar.shop, conversation)
        for calendar in calendars(at)
        if calendar.is_awake and asks_opinion(calendar.shop.pk)
        for conversation in to_ask(calendar.shop.pk, at)[:MOST_AT_ONCE]
    ]
    return partial(_ask_all, found, at) if found else None


def _ask_all(found: "list[tuple[Shop, Conversation]]", at: datetime) -> None:
    for shop, conversation in found:
        person = next((one for one in people_of(conversation) if one.email and one.gets_mail), None)
        if person is not None:
            _ask(shop, conversation, person, at)


def _ask(shop: "Shop", conversation: "Conversation", person: "Participant", at: datetime) -> None:
    closed_by = conversation.closed_by.removeprefix("staff:")
    who = int(closed_by) if closed_by.isdigit() else conversation.assignee_id
    rating = ask_opinion(conversation=conversation, person_id=who, at=at)
    if rating is None:
        return
    language = person.language[:2] if person.language[:2] in dict(settings.LANGUAGES) else shop.language
    link = f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/opinion/{rating.key}/"
    case = conversation.case
    values = {"name": person.name, "reference": case.reference if case else ""}
    send_letter(
        shop=shop, to=person.email, language=language, letter=Letter.RATING_ASKED, at=at,
        case_id=conversation.case_id, conversation_id=conversation.pk, dedupe_key=f"rating:{conversation.pk}",
        values={
            "shop_name": shop.name, "link": link, "scale": Choices(tuple(_scale(link, language))),
            **{name: value for name, value in values.items() if value},
        },
    )  # fmt: skip


def _scale(link: str, language: str) -> Iterator[tuple[str, str]]:
    with override(language):
        for score, words in sorted(SCORES.items(), reverse=True):
            yield gettext(words), f"{link}?score={score}"
