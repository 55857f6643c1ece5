"""What a macro does, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import colleagues
from reprise.apps.conversations.reply_queries import canned_of
from reprise.apps.conversations.rules.macro_steps import ME, NOBODY, Do, Step, Until
from reprise.core.refusals import mark

UNTIL: Final[Mapping[str, str]] = {
    Until.TOMORROW: mark("tomorrow, 9:00"), Until.THREE_DAYS: mark("in three days, 9:00"),
    Until.A_WEEK: mark("in a week, 9:00"), Until.TWO_WEEKS: mark("in two weeks, 9:00"),
}  # fmt: skip
ICONS: Final = {Do.SAY: "send", Do.NOTE: "lock", Do.ASSIGN: "user", Do.SNOOZE: "clock", Do.CLOSE: "check"}


@dataclass(frozen=True, slots=True)
class Names:
    """What replies and people are called."""

    replies: Mapping[int, str]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step in words; when it was tried, with the text that would be said and what is wrong with it."""

    icon: str
    told: str
    text: str = ""
    problem: str = ""


def names_of(actor: Actor) -> Names:
    """The names a shop's macros speak of, in two queries."""
    replies = dict(canned_of(actor).order_by().values_list("pk", "name"))
    return Names(replies, {str(person.pk): str(person) for person in colleagues(actor)})


def told_of(steps: Sequence[Step], names: Names) -> list[ToldStep]:
    """Each step in a few words."""
    return [ToldStep(ICONS[step.do], told(step, names)) for step in steps]


def told(step: Step, names: Names) -> str:
    """A step in a few words."""
    match step.do:
        case Do.SAY:
            reply = names.replies.get(step.canned)
            return gettext("says “%(reply)s”") % {"reply": reply} if reply else gettext("says a reply that is gone")
        case Do.NOTE:
            return gettext("notes “%(text)s”") % {"text": step.text[:60]}
        case Do.ASSIGN:
            if step.to in {ME, NOBODY}:
                return gettext("gives it to whoever runs it") if step.to == ME else gettext("gives it to nobody")
            return gettext("gives it to %(name)s") % {"name": names.people.get(step.to, gettext("somebody who left"))}
        case Do.SNOOZE:
            return gettext("snoozes it until %(when)s") % {"when": gettext(UNTIL[step.until])}
        case Do.CLOSE:
            return gettext("closes it")
