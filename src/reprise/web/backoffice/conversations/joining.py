"""Put a conversation where it belongs: with a case, or together with another conversation."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.conversations.kinds import ThreadKind
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.services.attach_case import attach_case
from reprise.core.references import tidy_reference
from reprise.core.refusals import Refusal
from reprise.readmodels.inbox.beside import also
from reprise.web.backoffice.conversations.scene import open_one, who_is
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of
from reprise.workflows.join_threads import merge as merge_it

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


class CaseForm(DeskForm):
    """Which case it is about."""

    reference = forms.CharField(
        label=_("Reference of the case"), max_length=40,
        error_messages={"required": _("Write the reference of the case, or choose one of those below.")},
    )  # fmt: skip
    vouched = forms.BooleanField(
        label=_("I know that whoever wrote is the customer of this case"), required=False,
        help_text=_("They read the whole conversation of the case from then on."),
    )  # fmt: skip


class WithForm(DeskForm):
    """Which conversation it belongs together with."""

    other = forms.ChoiceField(
        label=_("Together with"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose the other conversation.")},
    )  # fmt: skip
    vouched = forms.BooleanField(
        label=_("I know that both are the same people"), required=False,
        help_text=_("Everybody who takes part reads all of it from then on."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = others  # type: ignore[attr-defined]


@desk_page(right=Right.CASES_WRITE)
def put_with_case(request: StaffRequest, thread: UUID) -> HttpResponse:
    """A question becomes the thread of a case, or joins it; or a new case is opened from it."""
    found = open_one(request, thread)
    if found.case is not None:
        return go(request, gettext("This conversation has its case already."), "conversation", found.key)
    form = CaseForm(typed(request))
    if request.method == "POST" and _worked(form, lambda: _attach(request, found, form)):
        case = case_for(request.actor, tidy_reference(form.cleaned_data["reference"]))
        said = gettext("The conversation is with the case %(reference)s now.") % {"reference": case.reference}
        return go(request, said, "case", case.reference)
    near = also(request.actor, found, people_of(found))
    context = {"form": form, "conversation": found, "who": who_is(found), "near": near}
    return show(request, "conversations/case", context, section="conversations", status=form.status)


def _attach(request: StaffRequest, found: "Conversation", form: CaseForm) -> None:
    case = case_for(request.actor, tidy_reference(form.cleaned_data["reference"]))
    vouched = form.cleaned_data["vouched"]
    attach_case(actor=request.actor, conversation=found, case=case, at=timezone.now(), vouched=vouched)


@desk_page(right=Right.CASES_WRITE)
def merge(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Make one conversation of two; the thread of a case is the one that stays."""
    found = open_one(request, thread)
    others = [one for one in also(request.actor, found, people_of(found), most=20).conversations if _joins(found, one)]
    form = WithForm(typed(request), others=[(str(one.key), _called(one)) for one in others])
    stays = list["Conversation"]()

    def do() -> None:
        other = next(one for one in others if str(one.key) == form.cleaned_data["other"])
        source, target = (other, found) if found.kind == ThreadKind.CASE.value else (found, other)
        vouched = form.cleaned_data["vouched"]
        stays.append(merge_it(actor=request.actor, source=source, target=target, at=timezone.now(), vouched=vouched))

    if request.method == "POST" and _worked(form, do):
        said = gettext("One conversation now. Splitting messages off undoes it.")
        return go(request, said, "conversation", stays[0].key)
    context = {"form": form, "conversation": found, "who": who_is(found), "others": others}
    return show(request, "conversations/merge", context, section="conversations", status=form.status)


def _joins(found: "Conversation", other: "Conversation") -> bool:
    """Two cases keep a thread each."""
    return ThreadKind.QUESTION.value in {found.kind, other.kind}


def _called(one: "Conversation") -> str:
    subject = one.subject or (one.case.subject if one.case else "") or gettext("Conversation")
    return f"{one.case.reference}: {subject}" if one.case else subject


def _worked(form: DeskForm, do: Callable[[], None]) -> bool:
    """Whether it is done; if not, the form says why, with everything typed in place."""
    if not form.is_valid():
        form.status = 422
        return False
    try:
        with transaction.atomic():
            do()
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return False
    return True
