"""What a date is about: a case, or a question that is none yet; with its people, for a list of dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext

from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.models import Conversation, Participant

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Person


@dataclass(frozen=True, slots=True)
class About:
    """The matter of a date; `reference` is empty for a question, `conversation` for anything but a promised answer."""

    reference: str
    who: str
    subject: str
    assignee: "Person | None"
    conversation: UUID | None

    @property
    def name(self) -> str:
        """What it is called in a short line: its reference, else who asks."""
        return self.reference or self.who


def abouts(rows: Iterable[Deadline]) -> Mapping[int, About]:
    """The matters of some dates whose cases are fetched; two queries more where a conversation is among them."""
    rows = list(rows)
    threads = _threads({row.conversation_id for row in rows if row.conversation_id})
    names = _names([pk for pk, thread in threads.items() if thread.case_id is None])
    return {row.pk: _about(row, threads.get(row.conversation_id or 0), names) for row in rows}


def of_person(person_id: int) -> Q:
    """The dates somebody has to keep: of their cases, and of the questions that were given to them."""
    mine = Conversation.objects.filter(assignee_id=person_id)
    return Q(case__assignee_id=person_id) | Q(case__isnull=True, conversation_id__in=mine.values("pk"))


def _about(row: Deadline, thread: Conversation | None, names: Mapping[int, str]) -> About:
    case, key = row.case, thread.key if thread else None
    nobody = gettext("Somebody without a name")
    if case is not None:
        who = case.contact_name or case.contact_email or nobody
        return About(case.reference, who, case.subject, case.assignee, key)
    if thread is None:  # erased since
        return About("", nobody, "", None, None)
    return About("", names.get(thread.pk) or nobody, thread.subject, thread.assignee, key)


def _threads(ids: set[int]) -> dict[int, Conversation]:
    return Conversation.objects.select_related("assignee").in_bulk(ids) if ids else {}


def _names(ids: list[int]) -> dict[int, str]:
    """Who asks: the first of each conversation by name, or else by address."""
    if not ids:
        return {}
    people = Participant.objects.filter(conversation__in=ids, erased_at__isnull=True).order_by("-pk")
    return {pk: name or email for pk, name, email in people.values_list(F("conversation"), "name", "email")}
