"""What customers thought: counts, a share with its interval, and their words."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.reply_queries import asks_opinion
from reprise.readmodels.opinions import SCORES, newest, opinions
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import show


@desk_page(right=Right.CASES_READ, methods=READ)
def ratings(request: StaffRequest) -> HttpResponse:
    """Twelve weeks of opinions."""
    at = timezone.now()
    seen = opinions(request.actor, at)
    most = max(seen.counts.values(), default=0)
    bars = [
        (score, gettext(words), seen.counts[score], round(100 * seen.counts[score] / most) if most else 0)
        for score, words in sorted(SCORES.items(), reverse=True)
    ]
    said = [(one, gettext(SCORES[one.score or 1])) for one in newest(request.actor, at)]
    context = {
        "seen": seen, "bars": bars, "newest": said,
        "asks": asks_opinion(request.shop.pk), "tab": "ratings",
    }  # fmt: skip
    return show(request, "replies/ratings", context, section="opinions")
