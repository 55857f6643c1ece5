"""Open a case in a customer's name: see their rights first, as they would, and read them aloud."""

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import cases_of
from reprise.apps.catalogue.queries import order_for, order_lines
from reprise.core.refusals import Refusal
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.rights_card import RightsCard, rights_card
from reprise.web.backoffice.conversations.opening import bring_conversation, from_conversation
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.once import done_before, remember
from reprise.web.backoffice.opening.wanted import WantedForm
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of
from reprise.workflows import assign_case, return_request, write_message

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.catalogue.models import Order, OrderLine
    from reprise.readmodels.requests import Request


@desk_page(right=Right.CASES_WRITE)
def order_case(request: StaffRequest, order_id: int) -> HttpResponse:
    """The questions; then the rights; then the case. Nothing opens before the rights of just this were on screen."""
    order = order_for(request.actor, order_id)
    if request.method == "POST" and done_before(request):
        newest = cases_of(request.actor).filter(order_id=order.pk).order_by("-id").first()
        told = gettext("This was done already; it was not done twice.")
        return go(request, told, "case", newest.reference) if newest else go(request, told, "order", order.pk)
    form = WantedForm(typed(request), lines=_goods(order), initial={"language": _language(request, order)})
    card: RightsCard | None = None
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            wanted = form.request()
            try:
                card = _card(request, order, wanted)
                if request.POST.get("step") == "open" and form.cleaned_data["looked"] == _digest(wanted):
                    return _opened(request, order, form, wanted)
                form.status = 200
                form.data = {**{name: form.data[name] for name in form.data}, "looked": _digest(wanted)}
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
    return _page(request, order, form, card)


def _page(request: StaffRequest, order: "Order", form: WantedForm, card: RightsCard | None) -> HttpResponse:
    who = (order.customer.name if order.customer else "") or str(order.shipping.get("name") or "")
    before = list(cases_of(request.actor).filter(order_id=order.pk).order_by("-id")[:10])
    context = {
        "form": form, "order": order, "who": who, "email": _email(order), "card": card, "before": before,
        "spoken": form.cleaned_data["language"] if card else "", **from_conversation(request),
    }  # fmt: skip
    return show(request, "opening/ask", context, section="queue", status=form.status)


def _opened(request: StaffRequest, order: "Order", form: WantedForm, wanted: "Request") -> HttpResponse:
    with transaction.atomic():  # the case, its note and whose it is, or nothing
        case = _open(request, order, form, wanted)
    remember(request)
    if case.contact_email:
        said = gettext("Case opened. The link to it was mailed to %(email)s, for their photos and to confirm.")
        return go(request, said % {"email": case.contact_email}, "case", case.reference)
    said = gettext("Case opened. There is no e-mail address: give them the reference %(reference)s.")
    return go(request, said % {"reference": case.reference}, "case", case.reference)


def _open(request: StaffRequest, order: "Order", form: WantedForm, wanted: "Request") -> "Case":
    at, actor = timezone.now(), request.actor
    case = return_request.ask(actor=actor, order=order, request=wanted, at=at, client_id=form.client())
    bring_conversation(request, case, at)
    if note := form.cleaned_data["note"].strip():
        write_message.note(actor=actor, case=case, body=note, at=at, client_id=form.client())
    if form.cleaned_data["mine"] and actor.person_id:
        assign_case.assign(actor=actor, case=case, person_id=actor.person_id, at=at)
    return case


def _card(request: StaffRequest, order: "Order", wanted: "Request") -> RightsCard:
    sale, number = sale_of(request.shop, order)
    assessed = assess_request(sale=sale, policy_number=number, request=wanted, today=sale.told_on(timezone.now()))
    return rights_card(assessed, wanted.language)


def _digest(wanted: "Request") -> str:
    """What the rights on screen are about."""
    return hashlib.sha256(repr(wanted).encode("utf-8", "surrogatepass")).hexdigest()


def _goods(order: "Order") -> "list[OrderLine]":
    return [line for line in order_lines(order) if line.type == "product"]


def _email(order: "Order") -> str:
    return order.email or (order.customer.email if order.customer else "")


def _language(request: StaffRequest, order: "Order") -> str:
    return order.customer.language if order.customer else request.shop.language
