"""The shop's return policy as a plain form: published as a new dated version, never edited."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.kept_terms import from_json
from reprise.apps.policies.queries import policy_on, versions_of
from reprise.apps.policies.rules import KindTerms, Notices, Terms
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Refusal
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField, MoneyField, typed_amount
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.policies.models import PolicyVersion


class PolicyForm(DeskForm):
    """What the shop promises on top of the law."""

    return_days = forms.IntegerField(
        label=_("Our own return window, in days after delivery"), min_value=0, max_value=365,
        help_text=_("0 leaves the law alone: 14 days to withdraw."),
    )  # fmt: skip
    return_cost_by = forms.ChoiceField(label=_("Who pays the return within our own window"))
    refunds_delivery = forms.BooleanField(label=_("We repay delivery too within our own window"), required=False)
    decision_days = forms.IntegerField(label=_("We answer a request within, in days"), min_value=1, max_value=30)
    return_by_days = forms.IntegerField(
        label=_("An authorisation is good for, in days"), min_value=14, max_value=120,
        help_text=_("The law gives at least 14 days to send goods back."),
    )  # fmt: skip
    keep_below = MoneyField(
        label=_("Faulty articles below this value need not come back"), required=False,
        help_text=_("Empty or 0: they always come back."),
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
    named: ClassVar[Mapping[str, str]] = {"keep_below_minor": "keep_below"}
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payers = [("buyer", gettext("The customer")), ("seller", gettext("We do"))]
        self.fields["return_cost_by"].choices = payers  # type: ignore[attr-defined]
        for name in ("return_days", "decision_days", "return_by_days", "in_force_from", "keep_below"):
            self.fields[name].widget.attrs["class"] = "form-control rp-w-10"
        for kind in ProductKind:
            name = kind_name(kind)
            self.fields[f"accepted_{kind}"] = forms.BooleanField(
                label=gettext("%(kind)s: covered") % {"kind": name}, required=False
            )
            self.fields[f"unopened_{kind}"] = forms.BooleanField(
                label=gettext("%(kind)s: unopened only") % {"kind": name}, required=False
            )
            for language in ("fr", "en"):
                label = gettext("%(kind)s: note, %(language)s") % {"kind": name, "language": language}
                self.fields[f"note_{language}_{kind}"] = forms.CharField(label=label, required=False, max_length=240)
            for part in ("accepted", "unopened", "note_fr", "note_en"):
                field = self.fields[f"{part}_{kind}"]
                field.widget.attrs["class"] = "form-control" if part.startswith("note") else "form-check-input"
                field.widget.attrs["aria-label"] = str(field.label)

    @property
    def kinds(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each kind with its fields, as rows of a table."""
        parts = ("accepted", "unopened", "note_fr", "note_en")
        return [(kind_name(kind), [self[f"{part}_{kind}"] for part in parts]) for kind in ProductKind]

    def terms(self) -> Terms:
        """What was typed, as terms."""
        given = self.cleaned_data
        return Terms(
            return_days=given["return_days"], return_cost_by=given["return_cost_by"],
            refunds_delivery=given["refunds_delivery"], decision_days=given["decision_days"],
            return_by_days=given["return_by_days"], keep_below_minor=given["keep_below"] or 0,
            notices=Notices(
                withdrawal=given["notice_withdrawal"], return_cost=given["notice_return_cost"],
                exclusion=given["notice_exclusion"], digital=given["notice_digital"],
            ),
            kinds={kind.value: self._kind(kind) for kind in ProductKind if self._kind(kind) != KindTerms()},
        )  # fmt: skip

    def _kind(self, kind: ProductKind) -> KindTerms:
        given = self.cleaned_data
        return KindTerms(
            accepted=given[f"accepted_{kind}"], unopened_only=given[f"unopened_{kind}"],
            note_fr=given[f"note_fr_{kind}"], note_en=given[f"note_en_{kind}"],
        )  # fmt: skip


def _initial(terms: Terms, currency: str, language: str) -> dict[str, object]:
    start: dict[str, object] = {
        "return_days": terms.return_days, "return_cost_by": terms.return_cost_by,
        "refunds_delivery": terms.refunds_delivery, "decision_days": terms.decision_days,
        "return_by_days": terms.return_by_days, "keep_below": typed_amount(terms.keep_below_minor, currency, language),
        "notice_withdrawal": terms.notices.withdrawal, "notice_return_cost": terms.notices.return_cost,
        "notice_exclusion": terms.notices.exclusion, "notice_digital": terms.notices.digital,
    }  # fmt: skip
    for kind in ProductKind:
        conditions = terms.kind(kind.value)
        start |= {
            f"accepted_{kind}": conditions.accepted, f"unopened_{kind}": conditions.unopened_only,
            f"note_fr_{kind}": conditions.note_fr, f"note_en_{kind}": conditions.note_en,
        }  # fmt: skip
    return start


@desk_page(right=Right.CASES_READ)
def policy(request: StaffRequest) -> HttpResponse:
    """The policy in force, its form for whoever may edit it, and the versions before."""
    if request.method == "POST":
        request.actor.require(Right.POLICY_EDIT)
    today = timezone.localdate()
    versions = versions_of(request.shop.pk)
    in_force = policy_on(request.shop.pk, today)
    newest = versions[0]
    start = _initial(from_json(newest.terms), request.shop.currency, request.LANGUAGE_CODE)
    form = PolicyForm(typed(request), initial={**start, "in_force_from": today, "replaces": newest.number})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                made = publish_policy(
                    actor=request.actor, terms=form.terms(), in_force_from=form.cleaned_data["in_force_from"],
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
