"""The jobs of the calendar, and the conditions under which its letters may still leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from reprise.apps.cases.services.mark_reminded import mark_reminded
from reprise.apps.notifications.services.send_letters import NewLetter, send_letters
from reprise.apps.notifications.wanted import while_holds
from reprise.platform.jobs.registry import Finish, periodically
from reprise.readmodels.reminders.closed import closing_letters
from reprise.readmodels.reminders.conditions import case_is_closed, deadline_is_open, question_is_open
from reprise.readmodels.reminders.digest import digests, due_soon
from reprise.readmodels.reminders.inspected import inspection_letters
from reprise.readmodels.reminders.planned import of_digest, of_letters
from reprise.readmodels.reminders.questions import question_reminders
from reprise.readmodels.reminders.returns import return_reminders
from reprise.readmodels.reminders.shops import Calendar, calendars

BATCH: Final = 200
MOST: Final = 5_000  # letters of one run and kind; the next run goes on where this one stopped
REMINDERS: Final[tuple[Callable[[Calendar, datetime, int], list[NewLetter]], ...]] = (
    return_reminders, question_reminders, closing_letters,
)  # fmt: skip
log = structlog.get_logger("reprise.reminders")

while_holds("deadline")(deadline_is_open)
while_holds("question")(question_is_open)
while_holds("closed")(case_is_closed)


@periodically("letters.remind", every=timedelta(minutes=10))
def remind(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Write what the calendar asks for; each letter has a key, so that two runs write it once."""
    for calendar in calendars(at):
        if not calendar.is_awake:
            continue
        for find in REMINDERS:
            write_all(calendar, find, at=at)
        if letters := digests(calendar):
            send_letters(shop=calendar.shop, letters=letters, at=at)
            mark_reminded(of_digest(due_soon(calendar), calendar.today), at=at)
    return None


@periodically("letters.inspected", every=timedelta(minutes=5))
def tell_inspected(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Tell customers what was seen on the bench, once it has been quiet there for a while."""
    for calendar in calendars(at):
        write_all(calendar, inspection_letters, at=at)
    return None


def write_all(
    calendar: Calendar, find: Callable[[Calendar, datetime, int], list[NewLetter]], *, at: datetime
) -> int:  # fmt: skip
    """Write letters batch by batch, each in a transaction of its own, until there are none left."""
    written = 0
    while written < MOST and (letters := find(calendar, at, BATCH)):
        kept = send_letters(shop=calendar.shop, letters=letters, at=at)
        mark_reminded(of_letters(letters, calendar.today), at=at)
        written += kept
        if not kept:  # another worker was faster
            break
    if written:
        log.info("letters of the calendar", shop=calendar.shop.slug, written=written)
    return written
