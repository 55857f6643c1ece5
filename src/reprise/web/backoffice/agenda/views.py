"""The agenda as a list and as a month, and the word that something is done which nothing else shows."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.readmodels.agenda.exposure import exposure
from reprise.readmodels.agenda.listing import agenda_page, counted, kinds_of, missed
from reprise.readmodels.agenda.month import agenda_month
from reprise.readmodels.agenda.wanted import Wanted
from reprise.readmodels.deadline_about import About, abouts
from reprise.readmodels.deadline_words import title_of
from reprise.readmodels.deadlines import PROMISED
from reprise.web.backoffice.agenda import choice
from reprise.web.backoffice.agenda.rows import parts_of, titles, where
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go, show
from reprise.workflows.keep_date import keep_date

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline

A_PAGE: Final = 50


@desk_page(right=Right.CASES_READ, methods=READ)
def agenda(request: StaffRequest) -> HttpResponse:
    """What is late, what is due today, this week and later."""
    wanted, at, today = choice.read(request.GET), timezone.now(), timezone.localdate()
    on, after = choice.a_day(request.GET.get("on", "")), choice.a_place(request.GET.get("after", ""))
    broken = missed(request.actor, wanted, at=at, limit=A_PAGE) if after is None and on is None else ()
    page = agenda_page(request.actor, wanted, at=at, after=after, on=on, limit=A_PAGE)
    context = {
        "parts": parts_of(request, broken + page.rows, today, at),
        "counted": counted(request.actor, wanted, today=today, at=at),
        "exposed": exposure(request.actor, request.shop.currency, today, ahead=0), "on": on, "first": after is None,
        "next_url": choice.link(wanted, on=on, after=choice.written(page.next_place)) if page.next_place else "",
        "first_url": choice.link(wanted, on=on),
        **_frame(request, wanted, "agenda"),
    }  # fmt: skip
    return show(request, "agenda/list", context, section="agenda")


@desk_page(right=Right.CASES_READ, methods=READ)
def month(request: StaffRequest) -> HttpResponse:
    """One month as a table."""
    wanted, today = choice.read(request.GET), timezone.localdate()
    first = choice.a_month(request.GET.get("month", ""), today)
    found = agenda_month(request.actor, wanted, first=first, country=request.shop.country, at=timezone.now())
    list_url = address(request, "agenda")
    matters = abouts(row for week in found.weeks for square in week for row in square.first)
    weeks = [
        [
            {
                "square": square, "is_today": square.day == today,
                "url": choice.link(wanted, list_url, on=square.day) if square.total else "",
                "entries": [_entry(request, row, matters[row.pk]) for row in square.first],
            }
            for square in week
        ]
        for week in found.weeks
    ]  # fmt: skip
    context = {
        "found": found, "weeks": weeks,
        "before_url": choice.link(wanted, month=f"{found.before:%Y-%m}"),
        "after_url": choice.link(wanted, month=f"{found.next:%Y-%m}"),
        "this_url": choice.link(wanted) if first != today.replace(day=1) else "",
        **_frame(request, wanted, "agenda_month", month=f"{first:%Y-%m}"),
    }  # fmt: skip
    return show(request, "agenda/month", context, section="agenda")


def _entry(request: StaffRequest, row: "Deadline", about: About) -> tuple["Deadline", str, str, str]:
    """One date of a square: itself, what it is, of which matter, and where that stands."""
    url = where(request, about) if row.name == PROMISED else f"{address(request, 'case', about.reference)}#dates"
    return row, title_of(row), about.name, url


@desk_page(right=Right.CASES_WRITE, methods=("POST",))
def deadline_done(request: StaffRequest, deadline_id: int) -> HttpResponse:
    """Say that something was done which nothing in the case shows."""
    done = keep_date(actor=request.actor, deadline_id=deadline_id, at=timezone.now())
    said = gettext("%(what)s: kept as done.") % {"what": title_of(done)}
    return go(request, said, "case", done.its_case.reference)


def _frame(request: StaffRequest, wanted: Wanted, here: str, month: str = "") -> dict[str, object]:
    """What both views share: whose, which kind, mine, and the way to the other view."""
    kinds = kinds_of(request.actor, wanted, timezone.now())
    return {
        "wanted": wanted, "here": here,
        "tabs": choice.tabs(wanted, address(request, here)),
        "kinds": [(name, title, kinds[name]) for name, title in titles(kinds)],
        "mine_url": choice.link(replace(wanted, mine=not wanted.mine), month=month),
        "list_url": choice.link(wanted, address(request, "agenda")),
        "month_url": choice.link(wanted, address(request, "agenda_month")),
        "month": month,
    }  # fmt: skip
