"""The guarantee after a repair: longer by the time the article was away, and by the months the law adds (L217-13)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.queries import terms_that_run_on
from reprise.law.calendars import after_days, after_months
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels.deadline_making import book_of
from reprise.readmodels.deadlines import GUARANTEE
from reprise.readmodels.shop_days import day_of

if TYPE_CHECKING:
    from reprise.apps.cases.services.deadlines import NewDeadline


def after_repair(shop: Shop, case: Case, line: CaseLine, at: datetime) -> "list[NewDeadline]":
    """The new end of the guarantee of a repaired line; nothing where no law we know makes it longer."""
    book, today = book_of(shop, case), day_of(shop, at)
    months = book.value("guarantee.repair_extension_months")
    running = [row for row in terms_that_run_on(case) if row.name == GUARANTEE and row.line_id in {None, line.pk}]
    if months is None or not running:
        return []
    suspends = book.law is not None and book.law.says("guarantee.immobilisation_suspends", book.day)
    away = (today - day_of(shop, case.opened_at)).days if suspends else 0
    row = max(running, key=lambda one: one.line_id or 0)  # its own rather than the case's
    until: date = after_months(after_days(row.due_on, max(away, 0)), months.number)
    return [
        book.by_law(
            GUARANTEE, "guarantee.repair_extension_months", until, Duty.CUSTOMER, starts_with="repaired",
            effect=effects.RIGHT_ENDS, line=line if row.line_id else None, state=DeadlineState.RUNS,
        )
    ]  # fmt: skip
