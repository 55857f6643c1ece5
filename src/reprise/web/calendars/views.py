"""The feed of one person's dates."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reprise.apps.cases.calendar_feeds import feed_at
from reprise.readmodels.calendars.feed import feed as feed_of
from reprise.readmodels.calendars.feed import version_of
from reprise.web.calendar_answer import calendar_answer


@require_safe
def feed(request: HttpRequest, feed_id: int, feed_token: str) -> HttpResponse:
    """What a calendar program fetches every few hours; a wrong address looks like none."""
    calendar = feed_at(feed_id, feed_token)
    at = timezone.now()
    return calendar_answer(
        request, lambda: feed_of(calendar, at=at), version=version_of(calendar, at=at), filename="reprise.ics"
    )
