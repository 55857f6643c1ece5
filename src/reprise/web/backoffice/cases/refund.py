"""Refund: line by line, with deductions and their reasons; the button says the amount, and only that amount leaves."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.logistics.rules.grades import may_lower_refund
from reprise.core.refusals import Refusal
from reprise.law.vocabulary import Basis
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadlines import REFUND
from reprise.readmodels.late_cost import late_cost
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.approvers import approvers
from reprise.web.backoffice.cases.goods import graded
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.due import due_of
from reprise.web.backoffice.fields import MoneyField, typed_amount
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.late_chart import late_chart
from reprise.web.refusals import tell
from reprise.workflows import refund_customer as workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, Remedy
    from reprise.apps.logistics.models import Inspection
    from reprise.readmodels.deductions import Deduction
    from reprise.workflows.refund_customer import RefundPreview


class RefundForm(DeedForm):
    """What is taken off, and the amount the person saw on the button."""

    deduction = MoneyField(label=_("Taken off"), required=False)
    reason = forms.CharField(
        label=_("Reason, read by the customer"), required=False, max_length=300, widget=forms.TextInput()
    )
    named: ClassVar[Mapping[str, str]] = {"deductions": "deduction", "reasons": "reason"}

    def __init__(self, *args: Any, line_id: int, currency: str, cites: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_id, self.cites = line_id, cites
        self.fields["deduction"].currency = currency  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is taken off has a reason."""
        given = super().clean() or {}
        if given.get("deduction") and not given.get("reason", "").strip():
            self.add_error("reason", gettext("Say why less is refunded: the customer reads it."))
        elif given.get("deduction") and self.cites and self.cites not in given["reason"]:
            given["reason"] = f"{given['reason'].strip()} ({self.cites})"
        return given

    @property
    def expected(self) -> int:
        """The sum on the button that was pressed; it stands beside the form, drawn from the preview."""
        said = self.data.get("expected", "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else -1

    @property
    def deductions(self) -> dict[int, int]:
        """Minor units taken off, by line."""
        off = self.cleaned_data["deduction"] if self._is_read else self.initial.get("off")
        return {self.line_id: off} if off else {}

    @property
    def reasons(self) -> dict[int, str]:
        """Why, by line."""
        why = self.cleaned_data["reason"] if self._is_read else self.initial.get("reason")
        return {self.line_id: str(why)} if why and self.deductions else {}

    @property
    def _is_read(self) -> bool:
        return self.is_bound and self.is_valid()


@deed_page(right=Right.PAYMENTS_REFUND)
def refund(request: StaffRequest, reference: str) -> HttpResponse:
    """The preview and its confirmation. A preview asked for again shows the new sums and sends nothing."""
    scene = scene_of(request, reference)
    remedy, is_open = remedy_asked(request, scene, Deed.REFUND)
    line = scene.line(remedy.line_id)
    off, why = _proposed_deduction(request, scene, remedy, is_open=is_open)
    form = RefundForm(
        typed(request), line_id=remedy.line_id, currency=scene.case.currency, cites=_cited(line, scene.case.language),
        sequence=scene.case.timeline_sequence,
        initial={
            "off": off, "deduction": typed_amount(off or None, scene.case.currency, request.LANGUAGE_CODE),
            "reason": why,
        },
    )  # fmt: skip
    preview, fault = _preview(request, scene, remedy, form) if is_open else (None, "")

    def do() -> str:
        workflow.refund(
            actor=request.actor, case=scene.case, remedy_id=remedy.pk, deductions=form.deductions,
            reasons=form.reasons, expected_minor=form.expected, at=timezone.now(), client_id=form.client(),
        )  # fmt: skip
        return _said(preview)

    context = {
        "heading": gettext("Refund %(article)s") % {"article": f"{line.name}\u00a0×{remedy.quantity}"}, "line": line,
        "reason": reason_name(line), "preview": preview, "fault": fault, **_around(request, scene, line, preview),
    }  # fmt: skip
    return act(
        request, scene, form, do, template="refund", context=context, closed=not is_open, hold="look" in request.POST
    )


def _cited(line: "CaseLine", language: str) -> str:
    """The article behind a lower refund after a withdrawal; the customer reads it after the reason."""
    if line.ground != Basis.WITHDRAWAL:
        return ""
    with override(language):
        return gettext("Code de la consommation, art. L221-23")


def _around(
    request: StaffRequest, scene: Scene, line: "CaseLine", preview: "RefundPreview | None"
) -> dict[str, object]:
    """By when, what a delay costs, who may approve, and what the bench saw."""
    today = timezone.localdate()
    due = [
        due_of(deadline, today) for deadline in scene.picture.deadlines
        if deadline.name == REFUND and deadline.line_id in {None, line.pk}
    ]  # fmt: skip
    by_law = min((one.day for one in due if one.is_law), default=None)
    seen = [one for one in inspections_of(request.actor, scene.case.pk) if one.return_item.line_id == line.pk]
    late = late_cost(
        shop=request.shop, case=scene.case, line=line, total=preview.total, due=by_law, today=today,
        language="fr" if request.LANGUAGE_CODE == "fr" else "en",
    ) if preview else None  # fmt: skip
    return {
        "due": due, "seen": [graded(one) for one in seen], "late": late, "growth": late_chart(late) if late else None,
        "approvers": approvers(request.actor) if preview and preview.needs_second_person else [],
        "unsupported": line.ground == Basis.WITHDRAWAL and not any(_lowers(one) for one in seen),
    }  # fmt: skip


def _lowers(one: "Inspection") -> bool:
    return may_lower_refund(Grade(one.grade), complete=one.complete)


def _preview(
    request: StaffRequest, scene: Scene, remedy: "Remedy", form: RefundForm
) -> "tuple[RefundPreview | None, str]":
    try:
        preview = workflow.preview_refund(
            actor=request.actor, case=scene.case, remedy_id=remedy.pk, deductions=form.deductions,
            reasons=form.reasons, at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return None, tell(refusal)
    return preview, ""


def _said(preview: "RefundPreview | None") -> str:
    if preview is not None and preview.needs_second_person:
        return gettext("Refund decided. A second person has to approve it before anything leaves.")
    return gettext("Refund decided. Its progress is shown under Money.")


def _proposed_deduction(request: StaffRequest, scene: Scene, remedy: "Remedy", *, is_open: bool) -> tuple[int, str]:
    """What may be taken off without weighing it first, and why: the form begins with it."""
    if not is_open:
        return 0, ""
    try:
        preview = workflow.preview_refund(actor=request.actor, case=scene.case, remedy_id=remedy.pk, at=timezone.now())
    except Refusal:
        return 0, ""  # said where the sums are shown
    found = [one for one in preview.proposed if one.decided]
    return sum(one.minor for one in found), " ".join(_said_in_full(one) for one in found)


def _said_in_full(one: "Deduction") -> str:
    """The reason with the rule behind it; the article of a withdrawal is added to all of them once."""
    return f"{one.reason} ({one.source})." if one.rule else one.reason


def remedy_asked(request: StaffRequest, scene: Scene, deed: Deed) -> "tuple[Remedy, bool]":
    """The remedy the address names, or the first the deed is open for; and whether it is open for it."""
    open_ids = [action.remedy_id for action in scene.open(deed)]
    asked = asked_number(request, "remedy")
    if asked is None and not open_ids:
        raise NotNow
    remedy = scene.remedy(asked if asked is not None else open_ids[0])
    if remedy.pk not in open_ids and request.method != "POST":
        raise NotNow
    return remedy, remedy.pk in open_ids
