"""Write to the customer, or a note that only the team reads."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.workflows import write_message as workflow


class WordsForm(DeedForm):
    """A text; what came in while it was written is shown before it is sent."""

    body = forms.CharField(
        label=_("Text"), max_length=10_000, strip=False, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a text first.")},
    )  # fmt: skip


class NoteForm(WordsForm):
    """A text for the team."""

    seen = None  # type: ignore[assignment]  # a note never waits for anything


@deed_page(right=Right.MESSAGES_WRITE)
def message(request: StaffRequest, reference: str) -> HttpResponse:
    """Say something to the customer."""
    scene = scene_of(request, reference)
    form = WordsForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        workflow.write(
            actor=request.actor, case=scene.case, body=form.cleaned_data["body"], at=timezone.now(),
            client_id=form.client(),
        )  # fmt: skip
        return gettext("Message sent.")

    return act(
        request,
        scene,
        form,
        do,
        template="talk",
        context={"heading": gettext("Write to the customer"), "internal": False},
    )


@deed_page(right=Right.MESSAGES_WRITE)
def note(request: StaffRequest, reference: str) -> HttpResponse:
    """Write a note for the team."""
    scene = scene_of(request, reference)
    form = NoteForm(typed(request), sequence=0)

    def do() -> str:
        workflow.note(
            actor=request.actor, case=scene.case, body=form.cleaned_data["body"], at=timezone.now(),
            client_id=form.client(),
        )  # fmt: skip
        return gettext("Note kept. Only the team reads it.")

    return act(
        request, scene, form, do, template="talk", context={"heading": gettext("Internal note"), "internal": True}
    )
