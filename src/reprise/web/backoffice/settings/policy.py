"""The shop's return policy as a plain form: published as a new dated version, never edited."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on, versions_of
from reprise.apps.policies.rules import Notices, Policy, Terms
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.policies.models import PolicyVersion


class PolicyForm(DeskForm):
    """What the shop promises on top of the law."""

    decision_days = forms.IntegerField(label=_("We answer a request within, in days"), min_value=1, max_value=30)
    return_by_days = forms.IntegerField(
        label=_("An authorisation is good for, in days"), min_value=14, max_value=120,
        help_text=_("The law gives at least 14 days to send goods back."),
    )  # fmt: skip
    notice_withdrawal = forms.BooleanField(
        label=_("We tell every buyer of their right to withdraw, with the model form"), required=False,
        help_text=_("If not: buyers may withdraw for up to twelve months more."),
    )  # fmt: skip
    notice_return_cost = forms.BooleanField(
        label=_("We tell them before the order that they pay the return"), required=False,
        help_text=_("If not: you pay for the return of what they withdraw from."),
    )  # fmt: skip
    notice_exclusion = forms.BooleanField(
        label=_("We tell them that articles made to order cannot be withdrawn from"), required=False,
        help_text=_("If not: a person decides each time such a withdrawal is asked for."),
    )  # fmt: skip
    notice_digital = forms.BooleanField(
        label=_("For downloads we ask for consent, tell of the loss of the right and confirm it by e-mail"),
        required=False, help_text=_("If not: a downloaded file may be withdrawn from, and its price is repaid."),
    )  # fmt: skip
    in_force_from = DayField(label=_("In force from"), help_text=_("Orders made before keep the version of their day."))
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decision_days", "return_by_days", "in_force_from"):
            self.fields[name].widget.attrs["class"] = "form-control rp-w-10"

    def terms(self) -> Terms:
        """What was typed, as terms."""
        given = self.cleaned_data
        return Terms(
            decision_days=given["decision_days"], return_by_days=given["return_by_days"],
            notices=Notices(
                withdrawal=given["notice_withdrawal"], return_cost=given["notice_return_cost"],
                exclusion=given["notice_exclusion"], digital=given["notice_digital"],
            ),
        )  # fmt: skip


def _initial(terms: Terms) -> dict[str, object]:
    return {
        "decision_days": terms.decision_days, "return_by_days": terms.return_by_days,
        "notice_withdrawal": terms.notices.withdrawal, "notice_return_cost": terms.notices.return_cost,
        "notice_exclusion": terms.notices.exclusion, "notice_digital": terms.notices.digital,
    }  # fmt: skip


@desk_page(right=Right.CASES_READ)
def policy(request: StaffRequest) -> HttpResponse:
    """The policy in force, its form for whoever may edit it, and the versions before."""
    if request.method == "POST":
        request.actor.require(Right.POLICY_EDIT)
    today = timezone.localdate()
    versions = versions_of(request.shop.pk)
    in_force = policy_on(request.shop.pk, today)
    newest = versions[0]
    before = policy_of(newest)
    start = _initial(before.terms)
    form = PolicyForm(typed(request), initial={**start, "in_force_from": today, "replaces": newest.number})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                made = publish_policy(
                    actor=request.actor, policy=Policy(form.terms(), before.tables),
                    in_force_from=form.cleaned_data["in_force_from"],
                    today=today, at=timezone.now(), replaces=form.cleaned_data["replaces"],
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                told = gettext("Version %(number)d published.") % {"number": made.number}
                return go(request, told, "policy")
    return _page(request, form, in_force, versions)


def _page(
    request: StaffRequest, form: PolicyForm, in_force: "PolicyVersion", versions: "list[PolicyVersion]"
) -> HttpResponse:
    context = {
        "form": form, "in_force": in_force, "versions": versions, "may_edit": request.actor.may(Right.POLICY_EDIT),
        "wide": True,
    }  # fmt: skip
    return show_settings(request, "policy", context, page="policy", status=form.status)
