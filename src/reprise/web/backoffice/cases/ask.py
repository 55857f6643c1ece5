"""Ask the customer for a detail: the line waits for the answer."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.evidence.queries import evidence_of
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.adding import is_look, not_yet_in, with_sentence
from reprise.web.backoffice.cases.decide import line_asked
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.scene import scene_of
from reprise.web.backoffice.cases.sentences import questions_for
from reprise.web.backoffice.door import StaffRequest
from reprise.workflows import ask_for_details as workflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.web.backoffice.cases.sentences import Sentence


class AskForm(DeedForm):
    """The question, in the customer's language."""

    question = forms.CharField(
        label=_("Your question"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the question the customer should answer.")},
    )  # fmt: skip


def _begun(sentences: "Sequence[Sentence]", request: StaffRequest) -> str:
    """The question as it begins: what a rule asks for, where somebody came for that."""
    if "shots" not in request.GET:
        return ""
    return "\n".join(one.text for one in sentences if one.sort == "demand")


def _language(code: str) -> str:
    """The customer's language, as it stands in a sentence."""
    name = str(get_language_info(code)["name_translated"])
    return name.lower() if get_language() == "fr" else name


@deed_page(right=Right.CASES_DECIDE)
def ask(request: StaffRequest, reference: str) -> HttpResponse:
    """The question's page."""
    scene = scene_of(request, reference)
    line, is_open = line_asked(request, scene, Deed.ASK)
    given = {piece.shot for piece in evidence_of(request.actor, scene.case.pk)}
    sentences = questions_for(line, given, scene.case.language)
    form = AskForm(
        with_sentence(request, "question", sentences), sequence=scene.case.timeline_sequence,
        initial={"question": _begun(sentences, request)},
    )  # fmt: skip

    def do() -> str:
        workflow.ask(
            actor=request.actor, case=scene.case, line_id=line.pk, question=form.cleaned_data["question"],
            at=timezone.now(),
        )  # fmt: skip
        return gettext("Question sent. The case waits for the customer.")

    context = {"heading": gettext("Ask about %(article)s") % {"article": line.name}, "line": line,
               "written": _language(scene.case.language),
               "reason": reason_name(line), "sentences": not_yet_in(form["question"].value(), sentences)}  # fmt: skip
    return act(request, scene, form, do, template="ask", context=context, closed=not is_open, quiet=is_look(request))
