"""People and roles: who works here, what each may do, and how somebody comes in or leaves."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import member_for, members, open_invitations, second_factors, tokens_of
from reprise.apps.accounts.rights import LABELS, PURPOSES, RIGHTS, WORDS, Right, Role
from reprise.apps.accounts.services.join_staff import is_newcomer
from reprise.apps.accounts.services.staff import change_role
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of, tell
from reprise.workflows.invite_colleague import invite_colleague, send_invitation_again
from reprise.workflows.part_with import part_with

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Membership

POST = ("POST",)


def roles_to_choose() -> list[tuple[str, str]]:
    """Every role with what it is for."""
    return [(role.value, f"{capfirst(gettext(LABELS[role]))} – {gettext(PURPOSES[role])}") for role in Role]


class InviteForm(DeskForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254,
        error_messages={"required": _("Write an e-mail address, for example name@example.com.")},
        widget=forms.EmailInput({"autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_to_choose()  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the list tells them."""

    member: "Membership"
    role: str
    is_me: bool
    has_come: bool
    invited_until: datetime | None  # None although not come: the link is over
    second_factor: str  # "", or in words
    needs_factor: bool


@desk_page(right=Right.STAFF_MANAGE)
def people(request: StaffRequest) -> HttpResponse:
    """The list, the form to invite, and what each role may do."""
    form = InviteForm(typed(request), initial={"role": Role.AGENT.value})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                invite_colleague(
                    actor=request.actor, email=given["email"], name=given["name"], role=given["role"],
                    language=request.LANGUAGE_CODE or "fr", at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                told = gettext("Invitation sent to %(email)s. Its link works once, for seven days.")
                return go(request, told % {"email": given["email"]}, "people")
    return show_settings(request, "people", _context(request, form), page="people", status=form.status)


def _context(request: StaffRequest, form: InviteForm, fault: str = "") -> dict[str, object]:
    return {
        "form": form, "fault": fault, "rows": _rows(request), "role_table": role_table(),
        "roles": [(role, capfirst(gettext(LABELS[role])), gettext(PURPOSES[role])) for role in Role],
        "role_choices": [(role.value, capfirst(gettext(LABELS[role]))) for role in Role],
    }  # fmt: skip


def _rows(request: StaffRequest) -> list[Row]:
    now = timezone.now()
    invited, factors = open_invitations(request.actor, now), second_factors(request.actor)
    return [
        Row(
            member=one, role=capfirst(gettext(LABELS[Role(one.role)])),
            is_me=one.person_id == request.actor.person_id, has_come=not is_newcomer(one.person),
            invited_until=invited.get(one.person_id), second_factor=_factor(factors.get(one.person_id, set())),
            needs_factor=Right.PAYMENTS_REFUND in RIGHTS[Role(one.role)],
        )
        for one in members(request.actor)
    ]  # fmt: skip


def _factor(kinds: set[str]) -> str:
    words = {"totp": gettext("authenticator app"), "webauthn": gettext("passkey")}
    return ", ".join(word for kind, word in words.items() if kind in kinds)


def role_table() -> list[tuple[str, list[bool]]]:
    """What each role may do: a right in words, and for each role whether it holds it."""
    return [(capfirst(gettext(WORDS[right])), [right in RIGHTS[role] for role in Role]) for right in Right]


@desk_page(right=Right.STAFF_MANAGE, methods=POST)
def role(request: StaffRequest, member_id: int) -> HttpResponse:
    """Give somebody another role."""
    member = member_for(request.actor, member_id)
    try:
        changed = change_role(actor=request.actor, membership_id=member.pk, role=request.POST.get("role", ""))
    except Refusal as refusal:
        return _refused(request, refusal)
    told = gettext("%(name)s is now: %(role)s. It holds from the next click.")
    words = {"name": str(changed.person), "role": gettext(LABELS[Role(changed.role)])}
    if member.person_id == request.actor.person_id and Right.STAFF_MANAGE not in RIGHTS[Role(changed.role)]:
        return go(request, told % words, "settings")
    return go(request, told % words, "people")


@desk_page(right=Right.STAFF_MANAGE, methods=POST)
def invite_again(request: StaffRequest, member_id: int) -> HttpResponse:
    """Send somebody a new link in place of the one before."""
    try:
        email = send_invitation_again(
            actor=request.actor, membership_id=member_id, language=request.LANGUAGE_CODE or "fr", at=timezone.now()
        )
    except Refusal as refusal:
        return _refused(request, refusal)
    return go(
        request, gettext("A new link was sent to %(email)s; the one before is void.") % {"email": email}, "people"
    )


@desk_page(right=Right.STAFF_MANAGE)
def remove(request: StaffRequest, member_id: int) -> HttpResponse:
    """Ask once, then end somebody's work for the shop or withdraw their invitation."""
    member = member_for(request.actor, member_id)
    is_me, has_come = member.person_id == request.actor.person_id, not is_newcomer(member.person)
    if request.method == "POST":
        try:
            part_with(
                actor=request.actor, membership_id=member.pk, at=timezone.now(), with_tokens="tokens" in request.POST
            )
        except Refusal as refusal:
            return _refused(request, refusal)
        if is_me:
            return redirect("desk:home")
        said = gettext("%(name)s no longer works here.") if has_come else gettext("The invitation of %(name)s is void.")
        return go(request, said % {"name": str(member.person)}, "people")
    now = timezone.now()
    keys = [token.name for token in tokens_of(request.actor)
            if token.made_by_id == member.person_id and token.revoked_at is None
            and (token.expires_at is None or token.expires_at > now)]  # fmt: skip
    context = {"member": member, "is_me": is_me, "has_come": has_come, "tokens": keys}
    return show_settings(request, "person_remove", context, page="people")


def _refused(request: StaffRequest, refusal: Refusal) -> HttpResponse:
    context = _context(request, InviteForm(initial={"role": Role.AGENT.value}), fault=tell(refusal))
    return show_settings(request, "people", context, page="people", status=status_of(refusal))
