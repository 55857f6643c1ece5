"""The customer beside their case: who they are, what else there is of them, and what the team keeps in mind."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import customer_for
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.cases.queue import tags_of
from reprise.apps.cases.services.keep_card import keep_card
from reprise.apps.cases.services.tag_case import tag_case, untag_case
from reprise.core.money import Money
from reprise.core.refusals import NotFound
from reprise.readmodels.beside_case import beside
from reprise.web.backoffice import words
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go, show

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class CardForm(DeskForm):
    """What the team keeps in mind about a customer."""

    note = forms.CharField(label=_("Note about the customer"), required=False, max_length=2_000,
                           widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("Only the team reads it; it goes when the customer is forgotten."))  # fmt: skip
    tags = forms.CharField(label=_("Tags of the customer"), required=False, max_length=500,
                           help_text=_("Words between commas. The shop’s policy may look at them."))  # fmt: skip
    priority = forms.BooleanField(label=_("Priority: their cases stand out in the queue"), required=False)


def beside_scene(request: StaffRequest, case: "Case") -> dict[str, object]:
    """What the page of a case shows beside it."""
    found = beside(request.actor, case)
    return {
        "beside": found,
        "beside_cases": [
            {
                "case": other, "over": other.closed_at is not None, "value": Money(other.value_minor, other.currency),
                "stage": gettext(words.STAGES.get(other.stage, other.stage)),
            }
            for other in found.cases
        ],
        "beside_orders": [(order, Money(order.total_minor, order.currency)) for order in found.orders],
        "beside_tags": tags_of(request.actor, [case.pk]).get(case.pk, []),
        "everything_of": case.contact_email or case.contact_name,
    }  # fmt: skip


@desk_page(right=Right.CASES_WRITE)
def card(request: StaffRequest, reference: str) -> HttpResponse:
    """Keep a note about the customer of a case, and whether they come first."""
    case = case_for(request.actor, reference)
    if case.customer_id is None:
        raise NotFound
    customer = customer_for(request.actor, case.customer_id)
    kept = beside(request.actor, case).card
    initial = {
        "note": kept.note if kept else "", "priority": kept.priority if kept else False,
        "tags": ", ".join(kept.tags) if kept else "",
    }  # fmt: skip
    form = CardForm(typed(request), initial=initial)
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            keep_card(
                actor=request.actor, customer_id=customer.pk, note=form.cleaned_data["note"],
                priority=form.cleaned_data["priority"], at=timezone.now(),
                tags=form.cleaned_data["tags"].replace("\0", "").split(","),
            )  # fmt: skip
            return go(request, gettext("Kept."), "case", reference)
    context = {"form": form, "case": case, "customer": customer, "heading": gettext("About this customer")}
    return show(request, "cases/card", context, section="queue", status=form.status)


@desk_page(right=Right.CASES_WRITE, methods=("POST",))
def tag(request: StaffRequest, reference: str) -> HttpResponse:
    """Put a word on a case, or take one off."""
    case = case_for(request.actor, reference)
    if off := request.POST.get("off", ""):
        untag_case(actor=request.actor, case=case, label=off[:40].replace("\0", ""))
        return go(request, gettext("Tag taken off."), "case", reference)
    label = request.POST.get("label", "").replace("\0", "")
    if not label.strip():
        return go(request, gettext("Write a word first."), "case", reference)
    tag_case(actor=request.actor, case=case, label=label)
    return go(request, gettext("Tagged."), "case", reference)
