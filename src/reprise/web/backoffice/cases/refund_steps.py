"""What follows a refund that was decided: approve it, confirm it, try again, ask about it, give it up."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.payments.kinds import BY_HAND
from reprise.apps.payments.queries import attempts_of, credit_note_of, lines_of_refund, refund_for
from reprise.core.money import Money
from reprise.core.refusals import NotFound
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.goods import graded
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.refund_words import attempt_words, provider_name, refund_line_name, said_of
from reprise.web.backoffice.cases.scene import NotNow, Scene, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.policy.people import who
from reprise.workflows import refund_customer as workflow

if TYPE_CHECKING:
    from reprise.apps.payments.models import Refund, RefundLine


class ConfirmForm(DeedForm):
    """The reference on the bank's or the provider's page: it is the proof."""

    reference = forms.CharField(
        label=_("Reference of the payment"), max_length=120,
        help_text=_("As it stands at the bank or on the provider’s page."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control rp-input-mono"}),
        error_messages={"required": _("Write the reference of the payment.")},
    )  # fmt: skip


class VoidForm(DeedForm):
    """Why a refund is given up."""

    reason = forms.CharField(
        label=_("Reason, read by the customer"), max_length=240,
        error_messages={"required": _("Say why it is given up: the customer reads it.")},
    )  # fmt: skip


@deed_page(right=Right.PAYMENTS_APPROVE)
def approve_refund(request: StaffRequest, reference: str) -> HttpResponse:
    """A second person looks at the sums and lets the money go."""

    def do(refund: "Refund", form: DeedForm) -> str:
        workflow.approve(actor=request.actor, refund_id=refund.pk, at=timezone.now())
        return gettext("Refund approved.")

    return _step(request, reference, Deed.APPROVE_REFUND, DeedForm, do)


@deed_page(right=Right.PAYMENTS_REFUND)
def confirm_refund(request: StaffRequest, reference: str) -> HttpResponse:
    """Somebody paid by hand and says under which reference."""

    def do(refund: "Refund", form: DeedForm) -> str:
        said = form.cleaned_data["reference"].strip()
        workflow.confirm_by_hand(actor=request.actor, refund_id=refund.pk, reference=said, at=timezone.now())
        return gettext("Payment confirmed. The customer is told by e-mail.")

    return _step(request, reference, Deed.CONFIRM_REFUND, ConfirmForm, do)


@deed_page(right=Right.PAYMENTS_REFUND)
def retry_refund(request: StaffRequest, reference: str) -> HttpResponse:
    """Send a refund again that the provider refused."""

    def do(refund: "Refund", form: DeedForm) -> str:
        workflow.retry(actor=request.actor, refund_id=refund.pk, at=timezone.now())
        return gettext("The refund is being sent again.")

    return _step(request, reference, Deed.RETRY_REFUND, DeedForm, do)


@deed_page(right=Right.PAYMENTS_REFUND)
def repay_by_hand(request: StaffRequest, reference: str) -> HttpResponse:
    """Pay by hand what the provider refused."""

    def do(refund: "Refund", form: DeedForm) -> str:
        workflow.retry(actor=request.actor, refund_id=refund.pk, provider=BY_HAND, at=timezone.now())
        return gettext("Make the payment now, then confirm it with its reference.")

    return _step(request, reference, Deed.REPAY_BY_HAND, DeedForm, do)


@deed_page(right=Right.PAYMENTS_REFUND)
def void_refund(request: StaffRequest, reference: str) -> HttpResponse:
    """Give up a refund of which nothing left."""

    def do(refund: "Refund", form: DeedForm) -> str:
        said = form.cleaned_data["reason"]
        workflow.void(actor=request.actor, refund_id=refund.pk, reason=said, at=timezone.now())
        return gettext("Refund given up. The sum stays due until another one is decided.")

    return _step(request, reference, Deed.VOID_REFUND, VoidForm, do)


@deed_page(right=Right.PAYMENTS_REFUND)
def resolve_refund(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask the provider what became of a refund it has not answered for."""

    def do(refund: "Refund", form: DeedForm) -> str:
        workflow.resolve(actor=request.actor, refund_id=refund.pk, at=timezone.now())
        return gettext("The provider is being asked. Nothing is sent twice.")

    return _step(request, reference, Deed.RESOLVE_REFUND, DeedForm, do)


def _step(
    request: StaffRequest, reference: str, deed: Deed, kind: type[DeedForm],
    do: Callable[["Refund", DeedForm], str],
) -> HttpResponse:  # fmt: skip
    scene = scene_of(request, reference)
    open_ids = [action.refund_id for action in scene.open(deed)]
    asked = request.GET.get("refund") or next(iter(open_ids), None)
    if asked is None:
        raise NotNow
    refund = refund_for(request.actor, asked)
    if refund.case_id != scene.case.pk:
        raise NotFound
    is_open = str(refund.pk) in open_ids
    if not is_open and request.method != "POST":
        raise NotNow
    form = kind(typed(request), sequence=scene.case.timeline_sequence)
    lines = lines_of_refund(refund)
    heading, lead, label = said_of(deed, refund)
    context = {
        "heading": heading, "lead": lead, "label": label, "refund": refund,
        "amount": Money(refund.amount_minor, refund.currency),
        "provider": provider_name(refund.provider), "note": credit_note_of(refund),
        "refusal_url": _refusal_url(request, scene, refund) if deed is Deed.APPROVE_REFUND else "",
        "lines": [(refund_line_name(line), Money(line.amount_minor, refund.currency), line.reason) for line in lines],
        "attempts": [(attempt, attempt_words(attempt)) for attempt in attempts_of(refund)],
        "decider": who(request, refund.decided_by),
        **(_looked_at(request, scene, lines) if deed is Deed.APPROVE_REFUND else {}),
    }  # fmt: skip
    return act(
        request, scene, form, lambda: do(refund, form), template="refund_step", context=context, closed=not is_open
    )


def _looked_at(request: StaffRequest, scene: Scene, lines: "Sequence[RefundLine]") -> dict[str, object]:
    """What a second person looks at: the customer's words, what the bench saw, and the proofs on the case."""
    number = next((line.case_line_id for line in lines if line.case_line_id), None)
    if number is None:
        return {}
    line = scene.line(number)
    seen = [one for one in inspections_of(request.actor, scene.case.pk) if one.return_item.line_id == line.pk]
    return {
        "line": line, "reason": reason_name(line), "seen": [graded(one) for one in seen],
        "case_url": address(request, "case", scene.case.reference),
    }  # fmt: skip


def _refusal_url(request: StaffRequest, scene: Scene, refund: "Refund") -> str:
    """Where whoever does not approve gives the refund up, with the reason its decider and the customer read."""
    void = any(action.refund_id == str(refund.pk) for action in scene.open(Deed.VOID_REFUND))
    return address(request, "void_refund", scene.case.reference, refund=refund.pk) if void else ""
