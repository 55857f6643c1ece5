"""Somebody telephoned, wrote or came in: which order is it about?"""

from django.http import HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.queries import orders_newest
from reprise.core.money import Money
from reprise.readmodels.search_page import search_page
from reprise.web.backoffice.conversations.opening import from_conversation
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import show

SHOWN = 20


@desk_page(right=Right.CASES_WRITE, methods=READ)
def new_case(request: StaffRequest) -> HttpResponse:
    """Look the order up, or write it down; before anybody looks, the newest orders are there."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    if words:
        orders = [hit.order for hit in search_page(request.actor, words, only="order", limit=SHOWN).orders]
    else:
        orders = orders_newest(request.actor, limit=SHOWN)[:SHOWN]
    rows = [
        {
            "order": order, "total": Money(order.total_minor, order.currency),
            "who": (order.customer.name if order.customer else "") or str(order.shipping.get("name") or ""),
        }
        for order in orders
    ]  # fmt: skip
    return show(request, "opening/pick", {"rows": rows, "words": words, **from_conversation(request)}, section="queue")
