"""Whether the shop's mail works, for the page staff begin their day with."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.mail_queries import quarantined
from reprise.apps.conversations.mailbox_queries import ailing
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.mail.words import HEALTH
from reprise.web.backoffice.pages import address


@dataclass(frozen=True, slots=True)
class MailAlarm:
    """A mailbox somebody must look at, and where; the page is for those who may change settings."""

    address: str
    words: str
    url: str


def mail_alarms(request: StaffRequest, at: datetime) -> list[MailAlarm]:
    """Each mailbox that is quiet, out of reach or lost its test."""
    may = request.actor.may(Right.SETTINGS_EDIT)
    return [
        MailAlarm(box.address, gettext(HEALTH[how][1]), address(request, "mailbox", box.pk) if may else "")
        for box, how in ailing(request.shop.pk, at)
    ]


def unread_mails(request: StaffRequest) -> int:
    """How many mails could not be read and wait for somebody; a hundred stand for more."""
    return len(quarantined(request.actor).values_list("pk")[:100])
