"""The shop's chat: on its own pages, on which other sites, what it says first, and who vouches for visitors."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.ask_codes import ask_codes
from reprise.apps.conversations.chat import chat_settings
from reprise.apps.conversations.services.rotate_identity import drop_identity, rotate_identity
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.knowledge.ports import language_model
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.once import done_before, remember
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

WRITE = ("POST",)


class ChatForm(DeskForm):
    """Where the chat is, and how it begins."""

    is_on = forms.BooleanField(label=_("Offer the chat on the customer pages"), required=False)
    assistant_on = forms.BooleanField(
        label=_("Answer from the articles first"), required=False,
        help_text=_(
            "Says that it is automatic, says only what an article says, and leaves the rest to a person: any wish for "
            "one, any danger, any doubt. Silent as soon as one of you writes."
        ),
    )  # fmt: skip
    model_on = forms.BooleanField(
        label=_("Let a language model say which article is meant"), required=False,
        help_text=_(
            "Only where titles are offered, in sentences our articles hold; whatever else it says is not shown. The "
            "question goes to the model without addresses and long numbers: say so in your privacy notice."
        ),
    )  # fmt: skip
    asks_code = forms.BooleanField(
        label=_("Ask for a code when a personal link is opened on a new device"), required=False,
        help_text=_(
            "A letter that was passed on opens nothing then: six digits go to the customer’s address, once on each "
            "device. Without it, whoever holds the letter reads that one matter."
        ),
    )  # fmt: skip
    greeting_fr = forms.CharField(
        label=_("First words in French"), required=False, max_length=300,
        widget=forms.Textarea({"rows": 2, "lang": "fr"}),
        help_text=_("What a visitor reads before they write. Empty: our own words."),
    )  # fmt: skip
    greeting_en = forms.CharField(
        label=_("First words in English"), required=False, max_length=300,
        widget=forms.Textarea({"rows": 2, "lang": "en"}),
    )  # fmt: skip
    allowed_origins = forms.CharField(
        label=_("Sites that may show the chat"), required=False, max_length=5_000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("One a line, for example https://www.example.com. On any other site it stays closed."),
    )  # fmt: skip
    identity_required = forms.BooleanField(
        label=_("On these sites, only people your site vouches for may write"), required=False
    )
    named: ClassVar[dict[str, str]] = {}

    def rules(self) -> ChatRules:
        """What was typed, as it is kept."""
        given = self.cleaned_data
        return ChatRules(
            is_on=given["is_on"], assistant_on=given["assistant_on"], model_on=given["model_on"],
            allowed_origins=given["allowed_origins"].splitlines(), identity_required=given["identity_required"],
            greeting_fr=given["greeting_fr"], greeting_en=given["greeting_en"],
        )  # fmt: skip


@desk_page(right=Right.SETTINGS_EDIT)
def chat(request: StaffRequest) -> HttpResponse:
    """The form, the code to paste, and what it was changed to."""
    form = ChatForm(typed(request), initial=_now(request))
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    set_chat(actor=request.actor, rules=form.rules())
                    ask_codes(actor=request.actor, asks=form.cleaned_data["asks_code"])
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("Saved."), "chat")
    return _show(request, form)


@desk_page(right=Right.SETTINGS_EDIT, methods=WRITE)
def chat_key(request: StaffRequest) -> HttpResponse:
    """Make the signing key, or a new one: it is shown on the answer, never again; or use none any more."""
    if request.POST.get("do") == "drop":
        drop_identity(actor=request.actor, at=timezone.now())
        return go(request, gettext("Your site vouches for nobody any more. Everybody writes as a visitor."), "chat")
    if done_before(request):
        return go(request, gettext("This key was made already; it is not shown twice."), "chat")
    made = rotate_identity(actor=request.actor, at=timezone.now())
    remember(request)
    return _show(request, ChatForm(initial=_now(request)), made=made)


def _now(request: StaffRequest) -> dict[str, Any]:
    kept = chat_settings(request.shop.pk)
    named = ("is_on", "assistant_on", "model_on", "greeting_fr", "greeting_en", "identity_required")
    start = {name: getattr(kept, name) for name in named}
    return start | {"allowed_origins": "\n".join(kept.allowed_origins), "asks_code": request.shop.asks_code}


def _show(request: StaffRequest, form: ChatForm, *, made: str = "") -> HttpResponse:
    kept = chat_settings(request.shop.pk)
    context = {
        "form": form, "made": made, "has_key": bool(kept.identity_secret), "codes": _codes(request), "kept": kept,
        "has_model": language_model() is not None or kept.model_on,
    }  # fmt: skip
    return show_settings(request, "chat", context, page="chat", status=form.status)


def _codes(request: StaffRequest) -> list[tuple[str, str]]:
    """What is pasted into a site, once for each language a site may be in."""
    base, slug = settings.ENV.base_url.rstrip("/"), request.shop.slug
    script = base + reverse("embed:widget", args=[slug])
    codes = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            page, words = base + reverse("portal:chat", args=[slug]), gettext("Write to us")
        lines = (
            f'<script src="{script}" data-language="{code}" async></script>',
            f'<noscript><a href="{page}">{words}</a></noscript>',
        )
        codes.append((gettext(str(name)), "\n".join(lines)))
    return codes
