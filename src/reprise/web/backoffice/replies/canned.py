"""Ready replies: the list, adopting those we ship, and writing one in both languages."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.reply_queries import canned_for, canned_of
from reprise.apps.conversations.rules.placeholders import ABOUT
from reprise.apps.conversations.services.adopt_starters import adopt_starters
from reprise.apps.conversations.services.remove_canned import remove_canned
from reprise.apps.conversations.services.save_canned import LONGEST, Worded, save_canned
from reprise.apps.conversations.starters import STARTERS
from reprise.core.refusals import Refusal
from reprise.readmodels.canned_values import LANGUAGES
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of


class CannedForm(DeskForm):
    """A reply in both languages."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Only the team sees it."))
    shortcut = forms.CharField(
        label=_("Shortcut"), max_length=31, required=False, help_text=_("Typed after / in a reply, for example photo."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    text_fr = forms.CharField(
        label=_("In French"), required=False, max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "lang": "fr", "spellcheck": "true"}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=_("In English"), required=False, max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "lang": "en", "spellcheck": "true"}),
    )  # fmt: skip


@desk_page(right=Right.CASES_READ)
def canned(request: StaffRequest) -> HttpResponse:
    """The replies of the shop; a shop without any may adopt ours in one click."""
    if request.method == "POST":
        new = adopt_starters(actor=request.actor, at=timezone.now())
        told = ngettext(
            "%(count)s reply is yours now. Change it as you like.",
            "%(count)s replies are yours now. Change them as you like.", new,
        ) % {"count": new}  # fmt: skip
        return go(request, told, "canned")
    replies = list(canned_of(request.actor))
    spoken = [(reply, [code for code in LANGUAGES if getattr(reply, f"text_{code}")]) for reply in replies]
    known = {reply.shortcut for reply in replies}
    context = {
        "replies": spoken, "may_edit": request.actor.may(Right.SETTINGS_EDIT),
        "left": sum(starter.shortcut not in known for starter in STARTERS), "starters": STARTERS,
    }  # fmt: skip
    return show_settings(request, "canned", context, page="canned")


@desk_page(right=Right.SETTINGS_EDIT)
def canned_new(request: StaffRequest) -> HttpResponse:
    """Write a new one."""
    return _edit(request, None)


@desk_page(right=Right.SETTINGS_EDIT)
def canned_reply(request: StaffRequest, reply_id: int) -> HttpResponse:
    """Change one, or take it off the list."""
    canned_for(request.actor, reply_id)
    if request.method == "POST" and request.POST.get("do") == "remove":
        try:
            remove_canned(actor=request.actor, reply_id=reply_id)
        except Refusal as refusal:
            return _edit(request, reply_id, refusal=refusal)
        return go(request, gettext("The reply is gone."), "canned")
    return _edit(request, reply_id)


def _edit(request: StaffRequest, reply_id: int | None, *, refusal: Refusal | None = None) -> HttpResponse:
    reply = canned_for(request.actor, reply_id) if reply_id else None
    form = CannedForm(None if refusal else typed(request), initial=_initial(reply))
    if refusal is not None:
        form = CannedForm({**_initial(reply)}, initial=_initial(reply))
        form.is_valid()
        form.refused(refusal, status_of(refusal))
    elif form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "shortcut", "text_fr", "text_en")}
        try:
            save_canned(actor=request.actor, worded=Worded(**given), at=timezone.now(), reply_id=reply_id)
            return go(request, gettext("Reply saved."), "canned")
        except Refusal as refused:
            form.refused(refused, status_of(refused))
    elif form.is_bound:
        form.status = 422
    context = {
        "form": form, "reply": reply,
        "placeholders": [(f"{{{name}}}", gettext(about)) for name, about in ABOUT.items()],
    }  # fmt: skip
    return show_settings(request, "canned_edit", context, page="canned", status=form.status)


def _initial(reply: Any) -> dict[str, str]:
    names = ("name", "shortcut", "text_fr", "text_en")
    return {name: getattr(reply, name) for name in names} if reply is not None else {}
