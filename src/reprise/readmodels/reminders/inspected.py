"""Goods that were all looked at, some minutes ago: one letter for a whole bench."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext, override

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Case, Remedy, ReturnItem
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.rules import grades
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.send_letters import NewLetter
from reprise.core.money import Money
from reprise.readmodels.case_letters import pieces, to_customer
from reprise.readmodels.deadlines import OWED
from reprise.readmodels.explained import in_words
from reprise.readmodels.reminders.shops import Calendar

QUIET: Final = timedelta(minutes=10)  # the inspector may look at the next piece, or correct the last
UNTIL: Final = timedelta(days=1)
MOST: Final = 5_000  # benches of one day that are looked at


def inspection_letters(calendar: Calendar, at: datetime, limit: int) -> list[NewLetter]:
    """The letters to write now, at most so many, about cases that still go on."""
    on_the_bench = ReturnItem.objects.filter(line__case_id=OuterRef("case_id"), state=ItemState.RECEIVED.value)
    seen = Inspection.objects.filter(
        ~Exists(on_the_bench), shop_id=calendar.shop.pk, corrected_at__isnull=True, case__closed_at__isnull=True,
        case__erased_at__isnull=True,
    ).exclude(case__contact_email="")  # fmt: skip
    benches = seen.values("case_id").annotate(last=Max("inspected_at"), newest=Max("pk"))
    quiet = benches.filter(last__range=(at - UNTIL, at - QUIET)).order_by("case_id")
    keys = {f"inspected:{row['newest']}": row for row in quiet[:MOST]}
    known = Mail.objects.filter(shop_id=calendar.shop.pk, dedupe_key__in=keys).values_list("dedupe_key", flat=True)
    untold = keys.keys() - set(known)
    newest = {row["case_id"]: row["newest"] for key, row in keys.items() if key in untold}
    newest = dict(list(newest.items())[:limit])
    found: dict[int, list[Inspection]] = {}
    for row in seen.filter(case_id__in=newest).select_related("return_item__line").order_by("pk"):
        found.setdefault(row.case_id, []).append(row)
    cases = Case.objects.filter(pk__in=newest).select_related("order").order_by("pk")
    owed = set(Remedy.objects.filter(case_id__in=newest, state__in=OWED).values_list("case_id", flat=True))
    return [_letter(case, calendar, found[case.pk], newest[case.pk], is_owed=case.pk in owed) for case in cases]


def _letter(case: Case, calendar: Calendar, found: Iterable[Inspection], newest: int, *, is_owed: bool) -> NewLetter:
    order_number = case.order.number if case.order else None
    rows = list(found)
    with override(case.language):
        result = "\n".join(_seen(row) for row in rows)
        lowered = "\n".join(_lowered(row, case) for row in rows if row.depreciation_minor)
        then = gettext("We now do what we promised, and write to you when it is done.") if is_owed else ""
    told = to_customer(
        case, calendar.shop, Letter.INSPECTION_DONE, result=result, lowered=lowered, next_step=then,
        order_number=order_number,
    )  # fmt: skip
    return NewLetter(
        to=told["to"], language=told["language"], letter=Letter.INSPECTION_DONE, values=told["values"],
        dedupe_key=f"inspected:{newest}", case_id=case.pk,
    )  # fmt: skip


def _seen(row: Inspection) -> str:
    told = {"pieces": pieces(row.return_item.line.name, row.quantity), "grade": gettext(grades.NAMES[Grade(row.grade)])}
    if row.complete:
        return gettext("%(pieces)s: %(grade)s") % told
    return gettext("%(pieces)s: %(grade)s, something is missing") % told


def _lowered(row: Inspection, case: Case) -> str:
    amount = in_words(Money(row.depreciation_minor, case.currency), case.language)
    return gettext("%(amount)s: %(reason)s") % {"amount": amount, "reason": row.depreciation_reason}
