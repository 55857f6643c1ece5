"""API tokens: which keys other programs hold, what each may do, and how one is made or ended."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import token_for, tokens_of
from reprise.apps.accounts.rights import WORDS, Right
from reprise.apps.accounts.services.tokens import create_token, revoke_token
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.once import done_before, first_to_send, let_go, remember
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

GUIDE: Final = "/api/v1/openapi.json"  # its name in the router changes with each version
LIVES: Final = (90, 365)  # days; besides without end


class TokenForm(DeskForm):
    """A name, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What is it for"), max_length=80, help_text=_("For example: nightly export to the accounts."),
        error_messages={"required": _("Say what this token is for; the list shows it.")},
    )  # fmt: skip
    scope = forms.MultipleChoiceField(
        label=_("It may"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing it may do.")},
    )  # fmt: skip
    days = forms.ChoiceField(label=_("It works"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(right.value, gettext(WORDS[right])) for right in Right]  # type: ignore[attr-defined]
        lives = [(days, ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}) for days in LIVES]
        self.fields["days"].choices = [*lives, (0, gettext("until it is revoked"))]  # type: ignore[attr-defined]

    @property
    def scopes(self) -> list[tuple[str, str, bool]]:
        """Each right as its box: value, words, ticked."""
        ticked = set(self["scope"].value() or ())
        return [(right.value, gettext(WORDS[right]), right.value in ticked) for right in Right]


@desk_page(right=Right.TOKENS_MANAGE)
def tokens(request: StaffRequest) -> HttpResponse:
    """The list, and the form that makes one: the token itself is shown on the answer, never again."""
    form, made = TokenForm(typed(request), initial={"days": LIVES[1]}), ""
    if request.method == "POST":
        if done_before(request):
            return go(request, gettext("This token was made already; it is not shown twice."), "tokens")
        form.status = 422
        if form.is_valid() and not first_to_send(request):
            return go(request, gettext("This token was made already; it is not shown twice."), "tokens")
        if form.is_valid():
            made = _made(request, form)
    if made:
        form = TokenForm(initial={"days": LIVES[1]})
    now = timezone.now()
    rows = [
        (row, [gettext(WORDS[Right(scope)]) for scope in row.scopes], _state(row.revoked_at, row.expires_at, now))
        for row in tokens_of(request.actor)
    ]
    return show_settings(request, "tokens", {"form": form, "made": made, "rows": rows, "guide": GUIDE}, page="tokens",
                         status=form.status)  # fmt: skip


def _made(request: StaffRequest, form: TokenForm) -> str:
    given = form.cleaned_data
    days = int(given["days"])
    expires = timezone.now() + timedelta(days=days) if days else None
    try:
        token = create_token(actor=request.actor, name=given["name"], scopes=given["scope"], expires_at=expires)
    except Refusal as refusal:
        let_go(request)
        form.refused(refusal, status_of(refusal))
        return ""
    remember(request)
    return token


def _state(revoked_at: Any, expires_at: Any, now: Any) -> str:
    if revoked_at is not None:
        return "revoked"
    return "over" if expires_at is not None and expires_at <= now else "works"


@desk_page(right=Right.TOKENS_MANAGE)
def revoke(request: StaffRequest, token_id: int) -> HttpResponse:
    """Ask once, then end a token for good."""
    token = token_for(request.actor, token_id)
    if request.method == "POST":
        revoke_token(actor=request.actor, token_id=token.pk, at=timezone.now())
        return go(request, gettext("%(name)s is revoked and opens nothing any more.") % {"name": token.name}, "tokens")
    return show_settings(request, "token_revoke", {"token": token}, page="tokens")
