"""One letter as its reader got it, what became of it, and the way to send it again."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_by_id
from reprise.apps.notifications.blot import BLOT, blotted
from reprise.apps.notifications.queries import letter_for
from reprise.core.refusals import Refusal
from reprise.readmodels.letter_log import told
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.letters.frame import framed, in_a_frame
from reprise.web.backoffice.pages import go, show
from reprise.web.enclosed import enclosed
from reprise.web.refusals import status_of
from reprise.workflows import send_letter_again

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Mail


class AgainForm(DeskForm):
    """Where the letter goes now."""

    email = forms.EmailField(
        label=_("Customer’s e-mail address"), max_length=254,
        widget=forms.EmailInput({"autocomplete": "off", "inputmode": "email"}),
        help_text=_("Correct it if it was wrong: everything about this case goes there from now on."),
    )  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def letter(request: StaffRequest, mail_id: int) -> HttpResponse:
    """The letter."""
    mail = letter_for(request.actor, mail_id)
    return _page(request, mail, _form(request, mail))


@desk_page(right=Right.MESSAGES_WRITE)
def again(request: StaffRequest, mail_id: int) -> HttpResponse:
    """Send it again, to the same address or a corrected one."""
    mail = letter_for(request.actor, mail_id)
    form = _form(request, mail)
    if request.method == "POST" and form is not None:
        form.status = 422
        if form.is_valid():
            try:
                new = send_letter_again.again(
                    actor=request.actor, mail_id=mail.pk, email=form.cleaned_data["email"], at=timezone.now(),
                    nonce=form.client(),
                )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                return go(request, gettext("The letter goes out again."), "letter_sent", new.pk)
    return _page(request, mail, form)


@in_a_frame
@desk_page(right=Right.CASES_READ, methods=READ)
def page(request: StaffRequest, mail_id: int) -> HttpResponse:
    """The letter's HTML alone, for the frame; what opens something is taken out."""
    mail = letter_for(request.actor, mail_id)
    return framed(request, blotted(mail.html, mail.secrets).replace(f' href="{BLOT}"', ""))


@desk_page(right=Right.CASES_READ, methods=READ)
def paper(request: StaffRequest, mail_id: int, place: int) -> HttpResponse:
    """A paper that travels with the letter."""
    return enclosed(letter_for(request.actor, mail_id), place)


def _form(request: StaffRequest, mail: "Mail") -> AgainForm | None:
    may_go = mail.case_id and mail.is_there and mail.erased_at is None and mail.state != "waiting"
    if not may_go or not request.actor.may(Right.MESSAGES_WRITE):
        return None
    email = case_by_id(request.actor, mail.case_id or 0).contact_email
    return AgainForm(typed(request), initial={"email": email})


def _page(request: StaffRequest, mail: "Mail", form: AgainForm | None) -> HttpResponse:
    rows = told([mail, mail.again_of] if mail.again_of else [mail])
    context = {
        "row": rows[0], "again_of": rows[1] if len(rows) > 1 else None, "mail": mail, "form": form,
        "text": blotted(mail.text, mail.secrets), "failed": rows[0].state == "fail",
    }  # fmt: skip
    return show(request, "letters/letter", context, section="letters", status=form.status if form else 200)
