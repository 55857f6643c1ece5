"""Which reminders of a deadline were sent, and which are still to come: computed from the shop's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Deadline, DeadlineReminder
from reprise.apps.cases.services.mark_reminded import Reminded
from reprise.apps.notifications.models import LetterSettings
from reprise.law.calendars import after_days
from reprise.readmodels.deadlines import QUESTION, RETURN_BY
from reprise.readmodels.reminders.digest import DUE

if TYPE_CHECKING:
    from reprise.apps.notifications.services.send_letters import NewLetter

CUSTOMER, STAFF = DeadlineReminder.To.CUSTOMER.value, DeadlineReminder.To.STAFF.value


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: to whom, on which day, and when it was sent (None: it is to come)."""

    to: str
    day: date
    sent_at: datetime | None


def reminders_of(deadlines: Sequence[Deadline], shop_id: int, zone: str, today: date) -> dict[int, list[Reminder]]:
    """Of some deadlines of a shop, in two queries."""
    rules = LetterSettings.objects.filter(shop_id=shop_id).first() or LetterSettings(shop_id=shop_id)
    found: dict[int, list[Reminder]] = {row.pk: [] for row in deadlines}
    sent = DeadlineReminder.objects.filter(deadline__in=list(found)).order_by("sent_at")
    for row in sent:
        day = row.sent_at.astimezone(ZoneInfo(zone)).date()
        found[row.deadline_id].append(Reminder(row.to, day, row.sent_at))
    for deadline in deadlines:
        known = {(one.to, one.day) for one in found[deadline.pk]}
        found[deadline.pk] += [
            Reminder(to, day, None) for to, day in _to_come(deadline, rules) if day >= today and (to, day) not in known
        ]
    return found


def _to_come(deadline: Deadline, rules: LetterSettings) -> Iterable[tuple[str, date]]:
    if deadline.state != DeadlineState.OPEN.value:
        return []
    if deadline.name == RETURN_BY:
        return [(CUSTOMER, after_days(deadline.due_on, -step)) for step in sorted(rules.return_days, reverse=True)]
    if deadline.name == QUESTION and deadline.start_on:
        return [(CUSTOMER, after_days(deadline.start_on, step)) for step in sorted(rules.question_days)]
    if deadline.duty == Duty.SELLER.value and deadline.name in DUE and rules.digest != LetterSettings.Digest.OFF:
        return [(STAFF, after_days(deadline.due_on, -rules.digest_days))]
    return []


def of_letters(letters: "Iterable[NewLetter]", today: date) -> list[Reminded]:
    """Which deadlines a batch of letters to customers reminds of."""
    letters = list(letters)
    found: list[Reminded] = []
    for letter in letters:
        kind, _, rest = letter.dedupe_key.partition(":")
        if kind == "return_due":
            number, _, step = rest.partition(":")
            found.append((int(number), CUSTOMER, int(step)))
    asked = [one.case_id for one in letters if one.case_id and one.dedupe_key.startswith("question_open:")]
    if asked:
        rows = Deadline.objects.filter(case_id__in=asked, name=QUESTION, state=DeadlineState.OPEN.value)
        found += [(number, CUSTOMER, (day - today).days) for number, day in rows.values_list("pk", "due_on")]
    return found


def of_digest(rows: Iterable[Deadline], today: date) -> list[Reminded]:
    """Which deadlines the staff are told of for the first time."""
    due = {row.pk: row for row in rows}
    told = DeadlineReminder.objects.filter(deadline__in=list(due), to=STAFF).values_list("deadline_id", flat=True)
    return [(pk, STAFF, (due[pk].due_on - today).days) for pk in due.keys() - set(told)]
