"""Cases in which everything promised was done."""

from datetime import datetime, timedelta
from typing import Final

from reprise.apps.cases.kinds import Stage
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.readmodels.case_letters import summary, to_customer
from reprise.readmodels.reminders.shops import Calendar
from reprise.readmodels.reminders.unwritten import key_of, left_in_peace, unwritten

AFTER: Final = timedelta(hours=20)  # not in one breath with the letter that the money is paid
UNTIL: Final = timedelta(days=4)


def closing_letters(calendar: Calendar, at: datetime, limit: int) -> list[NewLetter]:
    """The letters to write now, at most so many; a case that closes twice is told once."""
    if not calendar.rules.says_closed:
        return []
    closed = Case.objects.filter(
        shop_id=calendar.shop.pk, closed_at__range=(at - UNTIL, at - AFTER), stage=Stage.RESOLVED.value,
        erased_at__isnull=True,
    ).exclude(contact_email="")  # fmt: skip
    closed = closed.annotate(letter_key=key_of("closed:", "pk"))
    closed = closed.filter(unwritten(calendar.shop.pk), left_in_peace("pk", at))
    cases = list(closed.select_related("order").order_by("pk")[:limit])
    lines: dict[int, list[CaseLine]] = {}
    for line in CaseLine.objects.filter(case__in=cases).order_by("position"):
        lines.setdefault(line.case_id, []).append(line)
    return [_letter(case, calendar, lines.get(case.pk, [])) for case in cases]


def _letter(case: Case, calendar: Calendar, lines: list[CaseLine]) -> NewLetter:
    order_number = case.order.number if case.order else None
    about = summary(lines, case.language)
    told = to_customer(case, calendar.shop, Letter.CASE_CLOSED, summary=about, order_number=order_number)
    return NewLetter(
        to=told["to"], language=told["language"], letter=Letter.CASE_CLOSED, values=told["values"],
        dedupe_key=f"closed:{case.pk}", case_id=case.pk, wanted_while=f"closed:{case.pk}",
    )  # fmt: skip
