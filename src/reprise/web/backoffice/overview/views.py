"""The staff's home page: one look in the morning, then the queue."""

from django.http import HttpResponse
from django.utils import timezone

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import Turn
from reprise.apps.catalogue.queries import orders_newest
from reprise.readmodels.inbox.counts import waiting
from reprise.readmodels.opinions import opinions
from reprise.readmodels.overview.picture import overview
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.overview import charts, why
from reprise.web.backoffice.overview.exposed import exposure_chart
from reprise.web.backoffice.overview.figures import content, figures
from reprise.web.backoffice.overview.mail import mail_alarms, unread_mails
from reprise.web.backoffice.overview.missed import missed_promises
from reprise.web.backoffice.pages import show


@desk_page(right=Right.CASES_READ, methods=READ)
def home(request: StaffRequest) -> HttpResponse:
    """What is open and due, how fast the shop is, and why things come back."""
    seen = overview(request.actor, request.shop, timezone.localdate(), timezone.now())
    reasons = why.bars(seen.reasons)
    articles = why.articles(seen.products)
    context = {
        "missed": missed_promises(request, timezone.now()),
        "mail_alarms": mail_alarms(request, timezone.now()), "unread_mails": unread_mails(request),
        "is_new": seen.is_new, "has_orders": seen.is_new and bool(orders_newest(request.actor, limit=1)),
        "waiting": waiting(request.actor, timezone.now()),
        "figures": (*figures(seen), *content(opinions(request.actor, timezone.now()))),
        "ours": seen.turns[Turn.US],
        "due": charts.due_chart(seen.due), "exposed": seen.exposed, "exposure": exposure_chart(seen.exposed),
        "charts": (charts.flow_chart(seen), charts.answer_chart(seen), charts.refund_chart(seen)),
        "reasons": reasons, "finding": why.finding(reasons), "counted": why.note(reasons),
        "articles": articles, "article_finding": why.article_finding(articles),
    }  # fmt: skip
    return show(request, "overview", context, section="overview")
