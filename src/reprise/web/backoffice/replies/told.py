"""What a macro would do to a conversation, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.conversations.rules.macro_steps import Do, Step
from reprise.apps.conversations.rules.placeholders import ABOUT
from reprise.readmodels.macro_words import ICONS, ToldStep, names_of, told, told_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.templatetags.reprise_format import moment_text
from reprise.workflows.run_macro import tried

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


def tried_of(request: StaffRequest, on: "Conversation | None", steps: Sequence[Step]) -> list[ToldStep]:
    """How it would go on a conversation; without any, the steps alone."""
    names = names_of(request.actor)
    if on is None:
        return told_of(steps, names)
    found = []
    for one in tried(actor=request.actor, conversation=on, steps=steps, at=timezone.now()):
        words = told(one.step, names)
        if one.until is not None:
            words = gettext("snoozes it until %(when)s") % {"when": moment_text(one.until)}
        problem = ""
        if one.missing:
            missing = ", ".join(gettext(ABOUT[name]) for name in one.missing)
            problem = gettext("Not known here: %(what)s. The macro would stop and do nothing.") % {"what": missing}
        elif one.is_other_language:
            problem = gettext("There is no text in this customer’s language: it would go in the other one.")
        found.append(ToldStep(ICONS[one.step.do], words, one.text if one.step.do is Do.SAY else "", problem))
    return found
