"""What a deed does with each of several conversations; one that is refused undoes nothing of the others."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext, ngettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import ThreadKind
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.snooze import snooze
from reprise.core.refusals import Invalid, Refusal, mark
from reprise.web.refusals import tell
from reprise.workflows.join_threads import merge

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

RIGHTS: Final[Mapping[str, Right]] = {
    "assign": Right.CASES_WRITE, "snooze": Right.MESSAGES_WRITE, "close": Right.MESSAGES_WRITE,
    "merge": Right.CASES_WRITE,
}  # fmt: skip
TITLES: Final[Mapping[str, str]] = {
    "assign": mark("Give these conversations to somebody"), "snooze": mark("Snooze these conversations"),
    "close": mark("Close these conversations"), "merge": mark("Make one conversation of these"),
}  # fmt: skip


def do(*, actor: Actor, deed: str, found: "Sequence[Conversation]", given: Mapping[str, Any], at: datetime) -> str:
    """Do it, and say in a sentence what became of them."""
    if deed == "merge":
        return _merge(actor, found, given, at)
    one: Callable[[Conversation], None] = {
        "assign": lambda each: assign_conversation(
            actor=actor, conversation=each, person_id=given.get("person"), at=at
        ),
        "snooze": lambda each: snooze(actor=actor, conversation=each, until=given["moment"], at=at),
        "close": lambda each: close(actor=actor, conversation=each, at=at),
    }[deed]
    done, refused = 0, list[str]()
    for each in found:
        try:
            with transaction.atomic():
                one(each)
        except Refusal as refusal:
            refused.append(tell(refusal))
        else:
            done += 1
    said = {
        "assign": ngettext("%(n)d conversation given.", "%(n)d conversations given.", done),
        "snooze": ngettext("%(n)d conversation snoozed.", "%(n)d conversations snoozed.", done),
        "close": ngettext("%(n)d conversation closed.", "%(n)d conversations closed.", done),
    }[deed] % {"n": done}
    if not refused:
        return said
    told = ngettext("%(n)d was refused: %(why)s", "%(n)d were refused: %(why)s", len(refused))
    return f"{said} " + told % {"n": len(refused), "why": refused[0]}


def staying(found: "Sequence[Conversation]") -> "list[Conversation]":
    """Which of several can be the one that stays: the thread of a case, where one of them is; else any of them."""
    of_cases = [one for one in found if one.kind == ThreadKind.CASE.value]
    return of_cases or sorted(found, key=lambda one: one.pk)


def _merge(actor: Actor, found: "Sequence[Conversation]", given: Mapping[str, Any], at: datetime) -> str:
    target = next((one for one in found if str(one.key) == given.get("into")), None)
    if target is None or len(found) < 2:
        raise Invalid(field="into", why=mark("choose which of at least two stays."))
    with transaction.atomic():
        for one in sorted(found, key=lambda one: one.pk):
            if one.pk != target.pk:
                merge(actor=actor, source=one, target=target, at=at, vouched=bool(given.get("vouched")))
    return gettext("One conversation now. Splitting messages off undoes it.")
