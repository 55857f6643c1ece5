"""Add a mailbox, or change one: it is tried at once, before anything is kept."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.knock import knock
from reprise.apps.conversations.mailbox_queries import mailbox_for
from reprise.apps.conversations.rules.mail_hosts import HOSTS
from reprise.apps.conversations.services.save_mailbox import Way, save_mailbox
from reprise.apps.conversations.services.try_mailbox import NothingSends, try_mailbox
from reprise.core.refusals import NotFound, Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.mail.forms import BoxForm, ImapForm, WebhookForm
from reprise.web.backoffice.mail.words import WAYS, fault_words
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mailbox

KNOCKS_AN_HOUR: Final = 30  # so that nobody tries passwords here


@desk_page(right=Right.SETTINGS_EDIT)
def add(request: StaffRequest, way: str) -> HttpResponse:
    """A new mailbox of one of the ways."""
    if way not in Way.values:
        raise NotFound
    return _page(request, way, None)


@desk_page(right=Right.SETTINGS_EDIT)
def change(request: StaffRequest, mailbox_id: int) -> HttpResponse:
    """The form of a mailbox that is there; its secrets are never shown."""
    kept = mailbox_for(request.actor, mailbox_id)
    return _page(request, kept.way, kept)


def _page(request: StaffRequest, way: str, kept: "Mailbox | None") -> HttpResponse:
    form = _form(request, way, kept)
    if request.method == "POST":
        form.status = 422
        if form.is_valid() and (done := _done(request, form, kept)):
            return done
    context = {
        "form": form, "kept": kept, "way": way, "title": gettext(WAYS[way][0]), "about": gettext(WAYS[way][1]),
        "hosts": HOSTS,
    }  # fmt: skip
    return show_settings(request, "mailbox_edit", context, page="mailboxes", status=form.status)


def _form(request: StaffRequest, way: str, kept: "Mailbox | None") -> BoxForm:
    start = {"security": "tls", "auth": "password", "folder": "INBOX"}
    if kept is not None:
        names = ("address", "host", "port", "security", "user", "folder", "auth")
        start |= {name: getattr(kept, name) for name in names}
    if way == Way.IMAP:
        return ImapForm(typed(request), initial=start, kept=kept)
    return WebhookForm(typed(request), initial=start, kept=kept) if way == "webhook" else BoxForm(
        typed(request), initial=start
    )  # fmt: skip


def _done(request: StaffRequest, form: BoxForm, kept: "Mailbox | None") -> HttpResponse | None:
    """Knock, keep, and begin a test; None when something is to be corrected."""
    now, new = timezone.now(), form.told()
    try:
        if new.way == Way.IMAP and not form.cleaned_data["anyway"]:
            spend(what="mailbox_knock", who=str(request.shop.pk), limit=KNOCKS_AN_HOUR, per=timedelta(hours=1), at=now)
            if fault := knock(new, kept):
                form.add_error(None, fault_words(fault))
                return None
        box = save_mailbox(actor=request.actor, new=new, at=now, mailbox_id=kept.pk if kept else None)
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return None
    try:
        try_mailbox(actor=request.actor, mailbox_id=box.pk, at=now)
        said = gettext("%(address)s is kept. Its first test is on its way.")
    except NothingSends:
        said = gettext("%(address)s is kept.")
    return go(request, said % {"address": box.address}, "mailbox", box.pk)
