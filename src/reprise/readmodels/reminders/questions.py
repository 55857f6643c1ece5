"""Questions that customers have not answered."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef

from reprise.apps.cases.events import EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseEvent, CaseLine
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.reminders.shops import Calendar
from reprise.readmodels.reminders.unwritten import key_of, left_in_peace, unwritten
from reprise.readmodels.reminders.wished import wished

#: So long after the last step nobody is reminded any more: a person has to look.
FORGOTTEN: Final = timedelta(days=14)


def question_reminders(calendar: Calendar, at: datetime, limit: int) -> list[NewLetter]:
    """The reminders to write now, at most so many: each step after a question once, only the latest of them."""
    letters: list[NewLetter] = []
    steps = sorted(calendar.rules.question_days)
    for index, step in enumerate(steps):
        until = timedelta(days=steps[index + 1]) if index + 1 < len(steps) else timedelta(days=step) + FORGOTTEN
        if len(letters) < limit:
            letters += _at_step(calendar, step, at - until, at, limit - len(letters))
    return letters


def _at_step(calendar: Calendar, step: int, since: datetime, at: datetime, limit: int) -> list[NewLetter]:
    shop_id = calendar.shop.pk
    asked = Mail.objects.filter(
        shop_id=shop_id, letter=Letter.INFO_NEEDED.value, created_at__gt=since,
        created_at__lte=at - timedelta(days=step), erased_at__isnull=True, again_of__isnull=True,
    )  # fmt: skip
    waiting = CaseLine.objects.filter(case_id=OuterRef("case_id"), state=LineState.NEEDS_INFO.value)
    newer = Mail.objects.filter(
        case_id=OuterRef("case_id"), letter=Letter.INFO_NEEDED.value, pk__gt=OuterRef("pk"), again_of__isnull=True
    )
    asked = asked.annotate(letter_key=key_of("question_open:", "pk", f":{step}"))
    asked = asked.filter(
        Exists(waiting), ~Exists(newer), unwritten(shop_id), left_in_peace("case_id", at), wished(shop_id, "to")
    )
    mails = {mail.case_id: mail.pk for mail in asked.only("pk", "case_id").order_by("pk")[:limit] if mail.case_id}
    questions = _questions(list(mails))
    cases = Case.objects.filter(pk__in=questions, erased_at__isnull=True).exclude(contact_email="")
    return [
        _letter(case, calendar, questions[case.pk], f"question_open:{mails[case.pk]}:{step}")
        for case in cases.select_related("order").order_by("pk")
    ]


def _questions(case_ids: list[int]) -> dict[int, str]:
    """The last question of each case, in the words it was asked."""
    asked = CaseEvent.objects.filter(case_id__in=case_ids, type=EventType.INFO_ASKED.value, private__isnull=False)
    rows = asked.select_related("private").order_by("case_id", "sequence")
    found = {row.case_id: str(row.private.content.get("question", "")) for row in rows}
    return {case_id: question for case_id, question in found.items() if question}


def _letter(case: Case, calendar: Calendar, question: str, key: str) -> NewLetter:
    order_number = case.order.number if case.order else None
    told = to_customer(case, calendar.shop, Letter.ANSWER_REMINDER, question=question, order_number=order_number)
    return NewLetter(
        to=told["to"], language=told["language"], letter=Letter.ANSWER_REMINDER, values=told["values"],
        dedupe_key=key, case_id=case.pk, wanted_while=f"question:{case.pk}",
    )  # fmt: skip
