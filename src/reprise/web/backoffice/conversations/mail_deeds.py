"""Decide about a mail from an address that is nobody's here: let its sender in, keep it apart, or put it aside."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.services.retry_mail import put_mail_aside
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.inbox.mail import mail_of
from reprise.web.backoffice.conversations import choice
from reprise.web.backoffice.conversations.scene import open_one
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go
from reprise.web.refusals import tell
from reprise.workflows.mail_in.decide import admit_mail, split_mail


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def settle(request: StaffRequest, thread: UUID, mail_id: int) -> HttpResponse:
    """Do what was decided, and stay with the conversation; one of its own is opened."""
    found = open_one(request, thread)
    mail = mail_of(request.actor, found, mail_id)
    deed, at, key = request.POST.get("deed", ""), timezone.now(), found.key
    if deed not in {"admit", "split", "drop"}:
        raise NotFound
    query = choice.query_of(choice.read(request.POST))
    try:
        with transaction.atomic():
            if deed == "admit":
                admit_mail(actor=request.actor, mail_id=mail.pk, at=at)
                said = gettext("They take part from now on, and their mail stands here.")
            elif deed == "split":
                key = split_mail(actor=request.actor, mail_id=mail.pk, at=at).conversation.key
                said = gettext("The mail is a conversation of its own now. The other one never hears of it.")
            else:
                put_mail_aside(actor=request.actor, mail_id=mail.pk, at=at)
                said = gettext("Put aside. The mail is kept with the shop’s mails.")
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return go_back(request, key, query)
    return go(request, said, "conversation", key, **query)


def go_back(request: StaffRequest, key: UUID, query: dict[str, str]) -> HttpResponse:
    """The conversation as it stands, with the refusal above it."""
    return HttpResponse(status=302, headers={"Location": address(request, "conversation", key, **query)})
