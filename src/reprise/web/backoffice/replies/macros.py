"""Macros: several deeds in one click, tried on a real conversation before they are kept."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.queries import conversations_of
from reprise.apps.conversations.reply_queries import canned_of, macro_for, macros_of
from reprise.apps.conversations.rules.macro_steps import LONGEST_NOTE, ME, NOBODY, Do, Step, Until, steps_of
from reprise.apps.conversations.services.save_macro import remove_macro, save_macro
from reprise.core.refusals import Refusal
from reprise.readmodels.macro_words import UNTIL, names_of, told_of
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.replies.told import tried_of
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.conversations.models import Conversation, Macro

THEN: Final = {"": _("Nothing more"), "snooze": _("Snooze it"), "close": _("Close it")}


class MacroForm(DeskForm):
    """The closed list of what a macro does, in the order in which it does it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    canned = forms.TypedChoiceField(label=_("Say a ready reply"), required=False, coerce=int, empty_value=None)
    note = forms.CharField(
        label=_("Keep a note"), required=False, max_length=LONGEST_NOTE, help_text=_("Only the team reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    to = forms.ChoiceField(label=_("Give it to"), required=False)
    then = forms.ChoiceField(
        label=_("Then"), required=False, choices=list(THEN.items()), widget=forms.RadioSelect, initial=""
    )
    until = forms.ChoiceField(label=_("Snoozed until"), required=False)
    tried = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    named = {"steps": "canned"}  # noqa: RUF012  # read by the base class

    def __init__(self, *args: Any, replies: "Sequence[Any]", people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(number), name) for number, name in people.items()]
        self._offer("canned", [("", "–"), *((str(each.pk), each.name) for each in replies)])
        self._offer("to", [("", "–"), (ME, gettext("whoever runs it")), (NOBODY, gettext("nobody")), *known])
        self._offer("until", [(until.value, gettext(UNTIL[until])) for until in Until])
        self.dress()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def steps(self) -> list[Step]:
        """What was chosen, in order."""
        given = self.cleaned_data
        steps = [Step(Do.SAY, canned=given["canned"])] if given["canned"] else []
        steps += [Step(Do.NOTE, text=given["note"].strip())] if given["note"].strip() else []
        steps += [Step(Do.ASSIGN, to=given["to"])] if given["to"] else []
        if given["then"] == "snooze":
            steps.append(Step(Do.SNOOZE, until=given["until"]))
        elif given["then"] == "close":
            steps.append(Step(Do.CLOSE))
        return steps


@desk_page(right=Right.CASES_READ, methods=("GET", "HEAD"))
def macros(request: StaffRequest) -> HttpResponse:
    """The macros of the shop, each with what it does."""
    names = names_of(request.actor)
    rows = [(macro, told_of(steps_of(macro.steps), names)) for macro in macros_of(request.actor)]
    context = {"rows": rows, "may_edit": request.actor.may(Right.SETTINGS_EDIT), "has_replies": bool(names.replies)}
    return show_settings(request, "macros", context, page="macros")


@desk_page(right=Right.SETTINGS_EDIT)
def macro_new(request: StaffRequest) -> HttpResponse:
    """Make a new one."""
    return _edit(request, None)


@desk_page(right=Right.SETTINGS_EDIT)
def macro(request: StaffRequest, macro_id: int) -> HttpResponse:
    """Change one, or take it off the list."""
    found = macro_for(request.actor, macro_id)
    if request.method == "POST" and request.POST.get("do") == "remove":
        remove_macro(actor=request.actor, macro_id=macro_id)
        return go(request, gettext("The macro is gone."), "macros")
    return _edit(request, found)


def _edit(request: StaffRequest, found: "Macro | None") -> HttpResponse:
    people = {person.pk: str(person) for person in colleagues(request.actor)}
    form = MacroForm(
        typed(request), initial=_initial(found), replies=list(canned_of(request.actor).order_by("name")), people=people
    )
    context: dict[str, object] = {"form": form, "macro": found}
    if form.is_bound and form.is_valid():
        steps = form.steps()
        if form.cleaned_data["tried"] == _print(steps) and request.POST.get("do") == "save":
            if _saved(request, form, steps, list(people), found):
                return go(request, gettext("Macro saved. It stands beside the reply box."), "macros")
        else:
            context |= _try(request, steps)
            form.data = {**{name: form.data[name] for name in form.data}, "tried": _print(steps)}
    elif form.is_bound:
        form.status = 422
    return show_settings(request, "macro_edit", context, page="macros", status=form.status)


def _saved(request: StaffRequest, form: MacroForm, steps: list[Step], people: list[int], found: "Macro | None") -> bool:
    try:
        save_macro(
            actor=request.actor, name=form.cleaned_data["name"], steps=steps, people=people, at=timezone.now(),
            macro_id=found.pk if found else None,
        )  # fmt: skip
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return False
    return True


def _try(request: StaffRequest, steps: list[Step]) -> dict[str, object]:
    """What it would do to the newest open conversation; nothing is done."""
    on = _newest(request)
    return {"tried": tried_of(request, on, steps) if steps else [], "tried_on": on, "is_tried": True}


def _newest(request: StaffRequest) -> "Conversation | None":
    found = conversations_of(request.actor).exclude(state=ThreadState.MERGED.value).filter(last_at__isnull=False)
    return found.select_related("case__order").order_by("-last_at").first()


def _initial(found: "Macro | None") -> dict[str, object]:
    initial: dict[str, object] = {"until": Until.TOMORROW.value}
    if found is None:
        return initial
    initial["name"] = found.name
    for step in steps_of(found.steps):
        match step.do:
            case Do.SAY:
                initial["canned"] = step.canned
            case Do.NOTE:
                initial["note"] = step.text
            case Do.ASSIGN:
                initial["to"] = step.to
            case Do.SNOOZE:
                initial |= {"then": "snooze", "until": step.until}
            case Do.CLOSE:
                initial["then"] = "close"
    return initial


def _print(steps: list[Step]) -> str:
    """What was tried, as a short print: something else is tried again before it is kept."""
    return hashlib.sha256(json.dumps([step.as_json() for step in steps]).encode()).hexdigest()[:32]
