"""Write a version of the opening hours: try it on the days ahead, then save it."""

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.hours_queries import known_versions
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.rules.opening import Holidays, otherwise
from reprise.apps.accounts.services.set_hours import HoursChanged, NewHours, check_hours, set_hours
from reprise.core.refusals import Refusal
from reprise.core.working_days import Hours
from reprise.law.calendars import regions
from reprise.law.jurisdictions import law_of
from reprise.readmodels.clock_words import language
from reprise.readmodels.public_holidays import holidays_of
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.hours.days import DayRow, days_ahead
from reprise.web.backoffice.hours.form import DAYS, HoursForm, start_of
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import OpeningHours

#: Which days take the hours of which, by the button: all working days or all days those of Monday.
COPIES: Final = {"weekdays": DAYS[1:5], "all": DAYS[1:]}
MORE_ROWS: Final = 3


@desk_page(right=Right.SETTINGS_EDIT)
def edit_hours(request: StaffRequest) -> HttpResponse:
    """The form; its buttons copy a day, ask for more rows, try the hours or save them."""
    today = timezone.localdate()
    versions = known_versions(request.shop.pk, timezone.now())
    newest = max(versions, key=lambda row: row.number, default=None)
    if request.method != "POST":
        form = HoursForm(None, shop=request.shop, today=today, initial=start_of(request.shop, newest, today))
        return _page(request, form, versions)
    if (changed := _helped(request.POST)) is not None:
        form = HoursForm(changed, shop=request.shop, today=today)
        form.errors.clear()
        return _page(request, form, versions)
    return _read(request, versions, today)


def _read(request: StaffRequest, versions: "list[OpeningHours]", today: date) -> HttpResponse:
    form = HoursForm(typed(request), shop=request.shop, today=today)
    form.status = 422
    if not form.is_valid():
        return _page(request, form, versions)
    hours = form.hours()
    if form.asks_of_other_holidays:
        form.data = _drawn_anew(request.POST, form)
        form.status = 200
        return _page(request, form, versions, new_place=True)
    try:
        check_hours(hours, today)
        if "preview" in request.POST:
            form.status = 200
            return _page(request, form, versions, preview=_ahead(hours, form, today))
        row = set_hours(actor=request.actor, hours=hours, today=today, at=timezone.now(), seen=form.seen_version())
    except HoursChanged as refusal:
        form.refused(refusal, status_of(refusal))
        form.data = _with(request.POST, seen=str(refusal.params["number"]))
        return _page(request, form, versions)
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return _page(request, form, versions)
    return go(request, gettext("Saved: version %(number)s of your hours.") % {"number": row.number}, "hours")


def _helped(given: QueryDict) -> QueryDict | None:
    """The form after a button that only helps to fill it in; None for one that reads it."""
    if (copied := given.get("copy", "")) in COPIES:
        return _with(given, **{name: given.get(DAYS[0], "") for name in COPIES[copied]})
    if copied.isdecimal() and 0 < int(copied) < len(DAYS):
        return _with(given, **{DAYS[int(copied)]: given.get(DAYS[int(copied) - 1], "")})
    if "more" in given:
        rows = given.get("own_rows", "")
        return _with(given, own_rows=str(min(int(rows) if rows.isdecimal() else 0, 117) + MORE_ROWS))
    return None


def _with(given: QueryDict, **values: str) -> QueryDict:
    data = given.copy()
    for name, value in values.items():
        data[name] = value
    return data


def _drawn_anew(given: QueryDict, form: HoursForm) -> QueryDict:
    """The form for the newly chosen place: what was said of a holiday stays, one that is new is closed at first."""
    country, _, region = given.get("drawn_for", "").partition(":")
    known = law_of(country) is not None and region in {"", *regions(country)}
    asked = {one.name for one in holidays_of(country, region, form.today, language())} if known else set()
    return _with(given, drawn_for=form.place, **{
        f"closed_{one.name}": "on" for one in form.holidays if one.name not in asked
    })  # fmt: skip


def _ahead(hours: NewHours, form: HoursForm, today: date) -> list[DayRow]:
    """The fortnight these hours would bring, from their first day."""
    days = Hours(hours.zone, hours.week, otherwise(Holidays(hours.country, hours.region, hours.holidays), hours.own))
    return days_ahead(days, hours.in_force_from, today, {one.name: one.title for one in form.holidays})


def _page(
    request: StaffRequest, form: HoursForm, versions: "list[OpeningHours]", *,
    preview: list[DayRow] | None = None, new_place: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "preview": preview, "new_place": new_place, "is_first": not versions, "wide": True}
    return show_settings(request, "hours_edit", context, page="hours", status=form.status)
