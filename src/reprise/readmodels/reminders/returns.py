"""Parcels that are due back soon."""

from datetime import datetime, timedelta

from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Authorisation, Deadline
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.deadlines import RETURN_BY
from reprise.readmodels.reminders.shops import Calendar
from reprise.readmodels.reminders.unwritten import key_of, left_in_peace, unwritten
from reprise.readmodels.reminders.wished import wished


def return_reminders(calendar: Calendar, at: datetime, limit: int) -> list[NewLetter]:
    """The reminders to write now, at most so many: each step before a last day once, only the nearest of them."""
    letters: list[NewLetter] = []
    nearer = -1
    for step in sorted(calendar.rules.return_days):
        if len(letters) < limit:
            letters += _at_step(calendar, step, nearer, at, limit - len(letters))
        nearer = step
    return letters


def _at_step(calendar: Calendar, step: int, nearer: int, at: datetime, limit: int) -> list[NewLetter]:
    shop, today = calendar.shop, calendar.today
    first, last = today + timedelta(days=nearer + 1), today + timedelta(days=step)
    due = Deadline.objects.filter(
        state=DeadlineState.OPEN.value, name=RETURN_BY, duty=Duty.CUSTOMER.value, due_at__gt=at,
        due_at__lte=at + timedelta(days=step + 2), due_on__range=(first, last), case__shop_id=shop.pk,
        case__closed_at__isnull=True, case__erased_at__isnull=True,
    ).exclude(case__contact_email="")  # fmt: skip
    due = due.annotate(letter_key=key_of("return_due:", "pk", f":{step}"))
    due = due.filter(unwritten(shop.pk), left_in_peace("case_id", at), wished(shop.pk, "case__contact_email"))
    rows = list(due.select_related("case__order").order_by("due_at", "pk")[:limit])
    papers = Authorisation.objects.filter(case_id__in=[row.case_id for row in rows], voided_at__isnull=True)
    numbers = dict(papers.order_by("pk").values_list("case_id", "number"))
    return [_letter(row, calendar, step, numbers.get(row.its_case.pk)) for row in rows]


def _letter(row: Deadline, calendar: Calendar, step: int, number: str | None) -> NewLetter:
    case = row.its_case
    order_number = case.order.number if case.order else None
    told = to_customer(
        case, calendar.shop, Letter.RETURN_REMINDER, return_by=row.due_on, rma=number, order_number=order_number
    )
    return NewLetter(
        to=told["to"], language=told["language"], letter=Letter.RETURN_REMINDER, values=told["values"],
        dedupe_key=f"return_due:{row.pk}:{step}", case_id=row.case_id, wanted_while=f"deadline:{row.pk}",
    )  # fmt: skip
