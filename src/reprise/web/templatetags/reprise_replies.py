"""What stands beside a conversation: ready replies and macros; threats, complaint, reviews and opinion."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.template.context import Context
from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.reply_queries import alarm_person_id, canned_of, macros_of, rating_of, reviews_about
from reprise.apps.conversations.rules.macro_steps import steps_of
from reprise.readmodels.alarm_reasons import ADVICE, NAMES, reasons_of
from reprise.readmodels.deadlines import COMPLAINT
from reprise.readmodels.macro_words import names_of, told_of
from reprise.readmodels.opinions import SCORES

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, PublicReview, Rating

register = template.Library()
SHOWN = 12  # ready replies in the menu; the rest is found by typing


@dataclass(frozen=True, slots=True)
class Shown:
    """One threat as a page shows it."""

    name: str
    advice: str
    before: str
    words: str
    after: str


@register.simple_tag(takes_context=True)
def reply_tools(context: Context) -> dict[str, object]:
    """The ready replies and the macros of the shop, in three queries."""
    actor = context["actor"]
    replies = list(canned_of(actor)[: SHOWN + 1])
    macros = list(macros_of(actor)[:SHOWN])
    names = names_of(actor) if macros else None
    return {
        "replies": replies[:SHOWN], "more": len(replies) > SHOWN, "is_none": not replies and not macros,
        "macros": [(macro, told_of(steps_of(macro.steps), names)) for macro in macros] if names else [],
        "may_edit": actor.may(Right.SETTINGS_EDIT),
    }  # fmt: skip


def _people(actor: Actor) -> dict[str, str]:
    return {str(person.pk): str(person) for person in colleagues(actor)}


@register.simple_tag(takes_context=True)
def alarms_of(context: Context, conversation: "Conversation") -> dict[str, object]:
    """What the customer threatens with, in the words that say it, and who looks at it; no query without an alarm."""
    if not conversation.alarms:
        return {"reasons": []}
    person_id = alarm_person_id(conversation.shop_id)
    people = _people(context["actor"]) if person_id else {}
    reasons = [
        Shown(gettext(NAMES[one.alarm]), gettext(ADVICE[one.alarm]), one.before, one.words, _apart(one.after))
        for one in reasons_of(conversation)
    ]
    return {"reasons": reasons, "person": people.get(str(person_id), "")}


def _apart(after: str) -> str:
    """What follows the words, a space away from them unless it closes their sentence."""
    return after if after[:1] in {"", ".", ",", "…", ")"} else f" {after}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is known of a matter."""

    complaint_by: date | None
    needs_address: bool
    reviews: "list[PublicReview]"
    rating: "Rating | None"
    rated: str


@register.simple_tag
def beside(conversation: "Conversation") -> Beside:
    """The complaint, the public reviews and the opinion of a matter, in four queries at most."""
    case = conversation.case
    due = next((each.due_on for each in open_deadlines(case) if each.name == COMPLAINT), None) if case else None
    rating = rating_of(conversation)
    return Beside(
        due, case is None and not any(one.email for one in people_of(conversation)), reviews_about(conversation),
        rating, gettext(SCORES[rating.score]) if rating and rating.score else "",
    )  # fmt: skip


@register.filter
def alarm_name(alarm: str) -> str:
    """What a threat is called, for a list."""
    return gettext(NAMES[Alarm(alarm)]) if alarm in set(Alarm) else ""
