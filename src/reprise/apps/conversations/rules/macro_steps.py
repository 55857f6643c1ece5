"""The closed list of what a macro may do, in which order, read strictly from what is stored or typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from reprise.core.refusals import Invalid, mark

MOST_STEPS: Final = 8
LONGEST_NOTE: Final = 2_000


class Do(StrEnum):
    """One step."""

    SAY = "say"  # a canned reply, in the customer's language
    NOTE = "note"
    ASSIGN = "assign"
    SNOOZE = "snooze"
    CLOSE = "close"


class Until(StrEnum):
    """How long a conversation is put off: until nine in the morning of a later day at the shop."""

    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"
    A_WEEK = "a_week"
    TWO_WEEKS = "two_weeks"


DAYS: Final[Mapping[Until, int]] = {
    Until.TOMORROW: 1, Until.THREE_DAYS: 3, Until.A_WEEK: 7, Until.TWO_WEEKS: 14,
}  # fmt: skip
MORNING: Final = time(9)
ME: Final = "me"
NOBODY: Final = "nobody"

#: What can be taken back after a macro ran; what was said or noted was read.
UNDOABLE: Final = frozenset({Do.ASSIGN, Do.SNOOZE, Do.CLOSE})
_ENDS: Final = frozenset({Do.SNOOZE, Do.CLOSE})


@dataclass(frozen=True, slots=True)
class Step:
    """One step with what it needs: the reply said, the note's words, who gets it, or until when."""

    do: Do
    canned: int = 0
    text: str = ""
    to: str = ""  # me, nobody, or a person's number
    until: str = ""

    def as_json(self) -> dict[str, object]:
        """As it is stored: only what this step needs."""
        mine = {"canned": self.canned, "text": self.text, "to": self.to, "until": self.until}
        return {"do": self.do.value, **{name: value for name, value in mine.items() if value}}


def steps_of(stored: Iterable[object]) -> tuple[Step, ...]:
    """The steps that can still be understood; one whose word is unknown is left out rather than guessed."""
    return tuple(step for step in map(_step, stored) if step is not None)


def _step(stored: object) -> Step | None:
    if not isinstance(stored, Mapping) or stored.get("do") not in set(Do):
        return None
    canned = stored.get("canned")
    return Step(
        Do(stored["do"]), canned if isinstance(canned, int) else 0, str(stored.get("text", ""))[:LONGEST_NOTE],
        str(stored.get("to", ""))[:20], str(stored.get("until", ""))[:20],
    )  # fmt: skip


def check_steps(steps: Sequence[Step], *, canned: Iterable[int], people: Iterable[int]) -> None:
    """Refuse a macro that could not run as it reads."""
    if not steps:
        raise Invalid(field="steps", why=mark("choose at least one step."))
    if len(steps) > MOST_STEPS:
        raise Invalid(field="steps", why=mark("a macro has eight steps at most."))
    deeds = [step.do for step in steps]
    if deeds.count(Do.SAY) > 1:
        raise Invalid(field="steps", why=mark("a macro says one ready reply: customers get one message, not two."))
    if any(deed in _ENDS for deed in deeds[:-1]):
        raise Invalid(field="steps", why=mark("closing or snoozing comes last."))
    if deeds.count(Do.ASSIGN) > 1:
        raise Invalid(field="steps", why=mark("a macro gives the conversation to one person."))
    replies, persons = set(canned), {str(person) for person in people} | {ME, NOBODY}
    for step in steps:
        _check(step, replies, persons)


def _check(step: Step, replies: set[int], persons: set[str]) -> None:
    if step.do is Do.SAY and step.canned not in replies:
        raise Invalid(field="steps", why=mark("choose the ready reply that is said."))
    if step.do is Do.NOTE and not step.text.strip():
        raise Invalid(field="steps", why=mark("write what the note says."))
    if step.do is Do.ASSIGN and step.to not in persons:
        raise Invalid(field="steps", why=mark("choose who gets the conversation."))
    if step.do is Do.SNOOZE and step.until not in set(Until):
        raise Invalid(field="steps", why=mark("choose until when it is snoozed."))


def moment_of(until: str, zone: str, at: datetime) -> datetime:
    """When a snooze ends: at nine in the morning at the shop, so many days from today."""
    day = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=DAYS[Until(until)])
    return datetime.combine(day, MORNING, ZoneInfo(zone))
