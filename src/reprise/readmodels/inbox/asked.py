"""What somebody asks the list of conversations for."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import MailState, ThreadState
from reprise.apps.conversations.models import Conversation, IncomingMail, Participant
from reprise.apps.conversations.queries import conversations_of


class View(StrEnum):
    """The tabs of the list."""

    WAITING = "waiting"  # a customer wrote and nobody answered
    MINE = "mine"
    NOBODY = "nobody"
    ALARMS = "alarms"  # somebody threatens with a lawyer, the press, an authority or a review
    ASKS = "asks"  # a mail from an unknown address, which a person admits or splits
    OPEN = "open"
    SNOOZED = "snoozed"
    CLOSED = "closed"


#: These come in the order of what presses; the others newest first, and what sleeps in the order of its waking.
PRESSING: Final = frozenset({View.WAITING, View.MINE, View.NOBODY, View.ALARMS, View.ASKS})


@dataclass(frozen=True, slots=True)
class Asked:
    """A tab, and what narrows it."""

    view: View = View.WAITING
    assignee: str = ""  # "me", "nobody" or a person's number
    language: str = ""
    channel: str = ""
    words: str = ""  # in the name, the address or the subject

    @property
    def is_narrow(self) -> bool:
        """Whether something narrows the tab."""
        return self != replace(Asked(), view=self.view)


def matching(actor: Actor, asked: Asked, at: datetime) -> QuerySet[Conversation]:
    """The conversations somebody asks for, in no order."""
    found = conversations_of(actor).filter(in_view(asked.view, actor, at))
    if asked.assignee:
        found = found.filter(_given_to(asked.assignee, actor))
    if asked.language:
        found = found.filter(language=asked.language)
    if asked.channel:
        found = found.filter(channel=asked.channel)
    return found.filter(_says(asked.words)) if asked.words else found


def in_view(view: View, actor: Actor, at: datetime) -> Q:
    """What stands in a tab; a snooze that is over is none, whether or not the clock has woken it."""
    awake = Q(state=ThreadState.OPEN.value) | Q(state=ThreadState.SNOOZED.value, snoozed_until__lte=at)
    waits = awake & Q(waits_since__isnull=False)
    return {
        View.WAITING: waits,
        View.MINE: awake & given_to(actor.person_id),
        View.NOBODY: waits & given_to(None),
        View.ALARMS: _alive() & ~Q(alarms=[]),
        View.ASKS: ~Q(state=ThreadState.MERGED.value) & Q(Exists(asking_mails())),
        View.OPEN: awake,
        View.SNOOZED: Q(state=ThreadState.SNOOZED.value, snoozed_until__gt=at),
        View.CLOSED: Q(state=ThreadState.CLOSED.value),
    }[view]


def asking_mails() -> QuerySet[IncomingMail]:
    """The mails of a conversation that a person has to admit or to split."""
    return IncomingMail.objects.filter(conversation=OuterRef("pk"), state=MailState.ASKS.value)


def given_to(person_id: int | None) -> Q:
    """Whose a conversation is: as soon as there is a case, whoever has the case."""
    if person_id is None:
        return Q(case__isnull=True, assignee__isnull=True) | Q(case__isnull=False, case__assignee__isnull=True)
    return Q(case__isnull=True, assignee=person_id) | Q(case__assignee=person_id)


def _alive() -> Q:
    return Q(state__in=[ThreadState.OPEN.value, ThreadState.SNOOZED.value])


def _given_to(asked: str, actor: Actor) -> Q:
    named = {"me": actor.person_id, "nobody": None}
    return given_to(named[asked] if asked in named else int(asked))


def _says(words: str) -> Q:
    """Each word stands in the subject, in the reference or name of the case, or in somebody's name or address."""
    found = Q()
    for word in words.split()[:6]:
        people = Participant.objects.filter(Q(name__icontains=word) | Q(email__icontains=word.lower()))
        found &= (
            Q(subject__icontains=word) | Q(case__reference__icontains=word) | Q(case__contact_name__icontains=word)
            | Q(case__contact_email__icontains=word) | Q(Exists(people.filter(conversation=OuterRef("pk"))))
        )  # fmt: skip
    return found
