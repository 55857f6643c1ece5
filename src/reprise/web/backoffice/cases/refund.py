"""Refund: line by line, with deductions and their reasons; the button says the amount, and only that amount leaves."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, override

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
    """What is taken off, each sum with its own reason, and the amount the person saw on the button."""

    named: ClassVar[Mapping[str, str]] = {"deductions": "deduction", "reasons": "reason"}

    def __init__(
        self, *args: Any, line_id: int, currency: str, language: str, cites: str = "",
        proposed: "Sequence[Deduction]" = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.line_id, self.cites, self.proposed = line_id, cites, (*proposed, None)
        for number, one in enumerate(self.proposed, start=1):
            off, why = names_of(number)
            self.fields[off] = MoneyField(label=gettext("Taken off"), required=False, currency=currency)
            self.fields[why] = forms.CharField(
                label=gettext("Reason, read by the customer"), required=False, max_length=300, widget=forms.TextInput()
            )
            if one is not None:
                self.initial[off] = typed_amount(one.minor, currency, language) if one.decided else ""
                self.initial[why] = _said_in_full(one)

    def clean(self) -> dict[str, Any]:
        """What is taken off has a reason."""
        given = super().clean() or {}
        for number, _one in enumerate(self.proposed, start=1):
            off, why = names_of(number)
            reason = str(given.get(why) or "").strip()
            if given.get(off) and not reason:
                self.add_error(why, gettext("Say why less is refunded: the customer reads it."))
            elif given.get(off) and self.cites and self.cites not in reason:
                given[why] = f"{reason} ({self.cites})"
        return given

    @property
    def rows(self) -> "list[tuple[Deduction | None, forms.BoundField, forms.BoundField]]":
        """What the rules and the bench propose, each beside its two fields, and an empty row for anything else."""
        named = [(one, *names_of(number)) for number, one in enumerate(self.proposed, start=1)]
        return [(one, self[off], self[why]) for one, off, why in named]

    @property
    def expected(self) -> int:
        """The sum on the button that was pressed; it stands beside the form, drawn from the preview."""
        said = self.data.get("expected", "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else -1

    @property
    def taken_off(self) -> list[workflow.TakenOff]:
        """Each sum that is kept back, with its reason."""
        if self.is_bound and self.is_valid():
            named = [names_of(number) for number, _one in enumerate(self.proposed, start=1)]
            found = [(self.cleaned_data[off] or 0, self.cleaned_data[why]) for off, why in named]
        else:
            found = [(one.minor, _said_in_full(one)) for one in self.proposed if one is not None and one.decided]
        return [workflow.TakenOff(self.line_id, minor, reason) for minor, reason in found if minor]

    @property
    def is_less(self) -> bool:
        """Whether anything is proposed, typed or wrong, so that the rows are shown."""
        return len(self.proposed) > 1 or any(off.value() or off.errors or why.errors for _, off, why in self.rows)


def names_of(number: int) -> tuple[str, str]:
    """The fields of a row: its sum and its reason."""
    return ("deduction", "reason") if number == 1 else (f"deduction_{number}", f"reason_{number}")


@deed_page(right=Right.PAYMENTS_REFUND)
def refund(request: StaffRequest, reference: str) -> HttpResponse:
    """The preview and its confirmation. A preview asked for again shows the new sums and sends nothing."""
    scene = scene_of(request, reference)
    remedy, is_open = remedy_asked(request, scene, Deed.REFUND)
    line = scene.line(remedy.line_id)
    form = RefundForm(
        typed(request), line_id=remedy.line_id, currency=scene.case.currency, cites=_cited(line, scene.case.language),
        language=request.LANGUAGE_CODE, proposed=_proposed(request, scene, remedy, is_open=is_open),
        sequence=scene.case.timeline_sequence,
    )  # fmt: skip
    preview, fault = _preview(request, scene, remedy, form) if is_open else (None, "")

    def do() -> str:
        workflow.refund(
            actor=request.actor, case=scene.case, remedy_id=remedy.pk, deductions=form.taken_off,
            expected_minor=form.expected, at=timezone.now(), client_id=form.client(),
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
            actor=request.actor, case=scene.case, remedy_id=remedy.pk, deductions=form.taken_off,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return None, tell(refusal)
    return preview, ""


def _said(preview: "RefundPreview | None") -> str:
    if preview is not None and preview.needs_second_person:
        return gettext("Refund decided. A second person has to approve it before anything leaves.")
    return gettext("Refund decided. Its progress is shown under Money.")


def _proposed(request: StaffRequest, scene: Scene, remedy: "Remedy", *, is_open: bool) -> "tuple[Deduction, ...]":
    """What may be taken off, and why; what nobody has to weigh first is filled in."""
    if not is_open:
        return ()
    try:
        preview = workflow.preview_refund(actor=request.actor, case=scene.case, remedy_id=remedy.pk, at=timezone.now())
    except Refusal:
        return ()  # said where the sums are shown
    return preview.proposed


def _said_in_full(one: "Deduction") -> str:
    """The reason with the rule behind it; the article of a withdrawal is added when it is read."""
    return f"{one.reason} ({one.source})" if one.rule and one.is_shop else one.reason


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
