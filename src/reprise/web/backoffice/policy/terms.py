"""What holds for every request: how fast we answer, and what every buyer is told before the order."""

from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import LONGEST_ANSWER, LONGEST_RETURN, SHORTEST_RETURN, Notices, Policy, Terms
from reprise.core.refusals import Overtaken, Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.policy.drafting import change, work_of
from reprise.web.backoffice.policy.frame import show_policy
from reprise.web.backoffice.policy.spoken import findings
from reprise.web.refusals import status_of


class TermsForm(DeskForm):
    """What holds whatever is asked."""

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
    decision_days = forms.IntegerField(
        label=_("We answer a request within, in days"), min_value=1, max_value=LONGEST_ANSWER
    )
    return_by_days = forms.IntegerField(
        label=_("An authorisation is good for, in days"), min_value=SHORTEST_RETURN, max_value=LONGEST_RETURN,
        help_text=_("The law gives at least 14 days to send goods back."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def terms(self) -> Terms:
        """What was typed."""
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
        "notice_exclusion": terms.notices.exclusion, "notice_digital": terms.notices.digital, "seen": sign(terms),
    }  # fmt: skip


def sign(terms: Terms) -> str:
    """What the terms say, as one word."""
    notices = terms.notices
    words = (terms.decision_days, terms.return_by_days, *map(int, (notices.withdrawal, notices.return_cost,
             notices.exclusion, notices.digital)))  # fmt: skip
    return "-".join(map(str, words))


@desk_page(right=Right.CASES_READ)
def terms(request: StaffRequest) -> HttpResponse:
    """The form, saved in the draft like every row."""
    if request.method == "POST":
        request.actor.require(Right.POLICY_EDIT)
    work = work_of(request)
    form = TermsForm(typed(request), initial=_initial(work.policy.terms))
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            given, seen = form.terms(), form.cleaned_data["seen"]

            def deed(policy: Policy) -> Policy:
                if sign(policy.terms) not in {seen, sign(given)}:
                    raise Overtaken
                return policy if policy.terms == given else replace(policy, terms=given)

            try:
                change(request, deed)
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
                if isinstance(refusal, Overtaken):
                    form.data = {**request.POST.dict(), "seen": sign(work_of(request).policy.terms)}
            else:
                return go(request, gettext("Saved in the draft. It holds once the draft is published."), "policy_terms")
    context = {"form": form, "title": gettext("Times and notices")}
    return show_policy(request, "terms", work, findings(work, request.shop), context, tab="terms", status=form.status)
