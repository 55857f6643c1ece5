"""One order as bought: lines, payments, delivery, and the cases about it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import queue
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.queries import order_for, order_lines, payments_of
from reprise.core.money import Money
from reprise.core.refusals import Refusal
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.orders.listing import ORIGINS
from reprise.web.backoffice.orders.remarks import told
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of
from reprise.workflows.correct_delivery import correct_delivery

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order


class DeliveryForm(DeskForm):
    """When the order arrived, and on whose word."""

    delivered_on = DayField(label=_("Delivered on"), error_messages={"required": _("Choose a day.")})
    origin = forms.ChoiceField(label=_("On whose word"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = (DeliveryOrigin.CARRIER, DeliveryOrigin.SHOP)
        self.fields["origin"].choices = [(o.value, gettext(ORIGINS[o.value]).capitalize()) for o in said]  # type: ignore[attr-defined]


@desk_page(right=Right.ORDERS_READ, methods=READ)
def order(request: StaffRequest, order_id: int) -> HttpResponse:
    """The order's page."""
    return _page(request, order_for(request.actor, order_id), DeliveryForm())


@desk_page(right=Right.ORDERS_EDIT)
def delivery(request: StaffRequest, order_id: int) -> HttpResponse:
    """Correct the day of delivery; rights count from it."""
    found = order_for(request.actor, order_id)
    form = DeliveryForm(typed(request), initial={"delivered_on": found.delivered_on})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                correct_delivery(
                    actor=request.actor, order_id=order_id, delivered_on=form.cleaned_data["delivered_on"],
                    origin=DeliveryOrigin(form.cleaned_data["origin"]), at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("Delivery date kept."), "order", order_id)
    return _page(request, found, form)


def _page(request: StaffRequest, found: "Order", form: DeliveryForm) -> HttpResponse:
    lines = [
        {
            "line": line, "kind": kind_name(line.kind), "paid": Money(line.paid_minor, found.currency),
            "back": Money(line.refunded_elsewhere_minor + line.reserved_minor, found.currency),
        }
        for line in order_lines(found)
    ]  # fmt: skip
    payments = [
        {
            "payment": payment, "captured": Money(payment.captured_minor, found.currency),
            "elsewhere": Money(payment.refunded_elsewhere_minor, found.currency),
            "reserved": Money(payment.reserved_minor, found.currency),
        }
        for payment in payments_of(found)
    ]  # fmt: skip
    cases = queue(request.actor, view="all", search=found.number, limit=20)
    context = {
        "order": found, "lines": lines, "payments": payments, "total": Money(found.total_minor, found.currency),
        "cases": [case for case in cases if case.order_id == found.pk],
        "origin": gettext(ORIGINS[found.delivery_origin]) if found.delivery_origin else "", "form": form,
        "remarks": [
            (each.get("field", ""), told(str(each.get("reason", "")), each.get("params") or {}))
            for each in found.remarks
        ],
    }  # fmt: skip
    return show(request, "orders/order", context, section="orders", status=form.status)
