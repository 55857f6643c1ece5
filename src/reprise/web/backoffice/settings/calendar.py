"""Your calendar: the secret address of the agenda for a person's own calendar program, made, made anew and revoked."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.calendar_feeds import feed_of, path_of
from reprise.apps.cases.services.keep_feed import make_feed, revoke_feed
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings


@desk_page(right=Right.CASES_READ)
def calendar(request: StaffRequest) -> HttpResponse:
    """The address, and what it shows."""
    if request.method == "POST":
        return _changed(request)
    feed = feed_of(request.actor)
    base = settings.ENV.base_url.rstrip("/")
    url = f"{base}/calendar/{path_of(feed)}" if feed else ""
    context = {"feed": feed, "url": url, "webcal": f"webcal://{url.split('://', 1)[-1]}" if url else ""}
    return show_settings(request, "calendar", context, page="calendar")


def _changed(request: StaffRequest) -> HttpResponse:
    """Make an address, in place of the one before, or close it."""
    if request.POST.get("do") == "revoke":
        revoke_feed(actor=request.actor, at=timezone.now())
        return go(request, gettext("The address is revoked and opens nothing any more."), "calendar")
    make_feed(actor=request.actor, only_mine=request.POST.get("mine") == "1", at=timezone.now())
    return go(request, gettext("Your address is ready: copy it into your calendar program."), "calendar")
