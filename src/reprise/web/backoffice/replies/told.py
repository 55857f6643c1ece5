"""What a macro does, in words: as a list, and as it would go on a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.queries import colleagues
from reprise.apps.conversations.reply_queries import canned_of
from reprise.apps.conversations.rules.macro_steps import ME, NOBODY, Do, Step, Until
from reprise.apps.conversations.rules.placeholders import ABOUT
from reprise.core.refusals import mark
from reprise.web.backoffice.door import StaffRequest
from reprise.web.templatetags.reprise_format import moment_text
from reprise.workflows.run_macro import tried

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

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


def names_of(request: StaffRequest) -> Names:
    """The names a shop's macros speak of, in two queries."""
    replies = dict(canned_of(request.actor).order_by().values_list("pk", "name"))
    return Names(replies, {str(person.pk): str(person) for person in colleagues(request.actor)})


def told_of(steps: Sequence[Step], names: Names) -> list[ToldStep]:
    """Each step in a few words."""
    return [ToldStep(ICONS[step.do], _told(step, names)) for step in steps]


def _told(step: Step, names: Names) -> str:
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


def tried_of(request: StaffRequest, on: "Conversation | None", steps: Sequence[Step]) -> list[ToldStep]:
    """How it would go on a conversation; without any, the steps alone."""
    names = names_of(request)
    if on is None:
        return told_of(steps, names)
    found = []
    for one in tried(actor=request.actor, conversation=on, steps=steps, at=timezone.now()):
        words = _told(one.step, names)
        if one.until is not None:
            words = gettext("snoozes it until %(when)s") % {"when": moment_text(one.until)}
        problem = ""
        if one.missing:
            missing = ", ".join(gettext(ABOUT[name]) for name in one.missing)
            problem = gettext("Not known here: %(what)s. The macro would stop and do nothing.") % {"what": missing}
        elif one.is_other_language:
            problem = gettext("There is no text in this customer’s language: it would go in the other one.")
        found.append(ToldStep(ICONS[one.step.do], words, one.text if one.step.do is Do.SAY else "", problem))
    return found
