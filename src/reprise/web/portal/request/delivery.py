"""Goods that did not come: what was promised, and whether the shop was given a last day already."""

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import Stop, Told
from reprise.web.portal.request.draft import DraftRequest, ask, keep, today

FARTHEST: Final = timedelta(days=730)  # no delivery is promised for a later day


def delivery(request: DraftRequest, stop: Stop) -> HttpResponse:
    """What were you told? It decides what the law gives: delivery, more time, or the money back."""
    if request.method != "POST":
        return _page(request, stop, request.said.delivery or Told())
    asked_before = request.POST.get("asked_before", "")
    told = Told(
        promised=request.POST.get("promised", "").strip()[:20],
        essential="essential" in request.POST,
        asked=request.POST.get("asked", "").strip()[:20] if asked_before == "yes" else "",
        until=request.POST.get("until", "").strip()[:20] if asked_before == "yes" else "",
    )
    problems = _problems(request, told, asked_before)
    if problems:
        return _page(request, stop, told, asked_before, problems)
    kept = {"promised": told.promised, "essential": told.essential, "asked": told.asked, "until": told.until}
    return keep(request, stop, delivery=kept)


def _problems(request: DraftRequest, told: Told, asked_before: str) -> list[Problem]:
    found, ordered, now = [], timezone.localdate(request.order.ordered_at), today(request)
    if told.promised and not _between(told.promised, ordered, now + FARTHEST):
        found.append(Problem(gettext("Choose the day you were promised; it comes after the order."), "promised"))
    if asked_before not in {"yes", "no"}:
        found.append(Problem(gettext("Say whether you already asked in writing."), "asked-no"))
    if asked_before == "yes" and not _between(told.asked, ordered, now):
        found.append(Problem(gettext("Choose the day you wrote to us."), "asked"))
    elif told.until and not _between(told.until, date.fromisoformat(told.asked), now + FARTHEST):
        found.append(Problem(gettext("Choose the last day you gave us; it comes after your message."), "until"))
    return found


def _between(typed: str, first: date, last: date) -> bool:
    try:
        return first <= date.fromisoformat(typed) <= last
    except ValueError:
        return False


def _page(
    request: DraftRequest, stop: Stop, told: Told, asked_before: str = "", problems: list[Problem] | None = None
) -> HttpResponse:
    before = asked_before or ("yes" if told.asked else "no" if request.said.delivery else "")
    ordered = timezone.localdate(request.order.ordered_at)
    context = {"told": told, "asked_before": before, "ordered": ordered, "today": today(request)}
    return ask(request, stop, context, problems or ())
