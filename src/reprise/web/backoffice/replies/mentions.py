"""Where colleagues named somebody and they have not looked yet."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.reply_queries import mentions_of
from reprise.apps.conversations.services.see_mentions import see_mentions
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import go, show

SHOWN = 100


@desk_page(right=Right.CASES_READ)
def mentions(request: StaffRequest) -> HttpResponse:
    """The list, which a click empties; opening a conversation takes its own off."""
    if request.method == "POST":
        see_mentions(actor=request.actor, at=timezone.now())
        return go(request, gettext("All looked at."), "mentions")
    found = list(mentions_of(request.actor)[:SHOWN])
    return show(request, "replies/mentions", {"mentions": found}, section="mentions")
