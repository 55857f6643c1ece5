"""The mailboxes of a shop: which there are, how they are, and whether mail comes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.mailbox_queries import (
    answer_address,
    health,
    mailbox_for,
    mailboxes,
    newest_trials,
    trials_of,
)
from reprise.apps.conversations.rules.mailbox_health import Health
from reprise.apps.conversations.rules.trial_outcome import ENDED, TrialState
from reprise.apps.conversations.services.save_mailbox import Way, remove_mailbox, switch_mailbox
from reprise.apps.conversations.services.try_mailbox import try_mailbox
from reprise.apps.notifications.queries import letter_settings
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.mail.words import ADVICE, HEALTH, TRIALS, WAYS, fault_words
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mailbox, MailboxTrial


@dataclass(frozen=True, slots=True)
class Shown:
    """A mailbox as the list and its page show it."""

    box: "Mailbox"
    glyph: str
    words: str
    way: str
    advice: str
    takes_answers: bool
    is_testing: bool


@dataclass(frozen=True, slots=True)
class ShownTrial:
    """A test and how it went."""

    trial: "MailboxTrial"
    glyph: str
    words: str


@desk_page(right=Right.SETTINGS_EDIT, methods=READ)
def list_page(request: StaffRequest) -> HttpResponse:
    """Every mailbox with its health, and how mail leaves."""
    now = timezone.now()
    boxes = list(mailboxes(request.actor))
    trials = newest_trials(boxes)
    wanted = letter_settings(request.shop.pk).reply_to
    found = answer_address(request.shop.pk, wanted)
    answers = found.address if found else ""
    context = {
        "rows": [_shown(box, trials.get(box.pk), answers, now) for box in boxes],
        "sends": settings.ENV.mail_url is not None, "sender": settings.ENV.mail_from,
        "elsewhere": "" if answers else wanted or request.shop.email, "ways": ways(),
    }  # fmt: skip
    return show_settings(request, "mailboxes", context, page="mailboxes")


@desk_page(right=Right.SETTINGS_EDIT, methods=READ)
def box_page(request: StaffRequest, mailbox_id: int) -> HttpResponse:
    """One mailbox: how it is, its tests, and what can be done about it."""
    now = timezone.now()
    box = mailbox_for(request.actor, mailbox_id)
    trials = trials_of(box)
    found = answer_address(request.shop.pk, letter_settings(request.shop.pk).reply_to)
    shown = _shown(box, trials[0] if trials else None, found.address if found else "", now)
    context = {
        "row": shown, "trials": [_trial(trial) for trial in trials], "sends": settings.ENV.mail_url is not None,
        "fault": fault_words(box.last_error), "said": box.last_error.partition(" ")[2],
        "hook": _hook(box), "failed": trials[0].fault if trials and trials[0].state == TrialState.NOT_SENT else "",
    }  # fmt: skip
    answer = show_settings(request, "mailbox", context, page="mailboxes")
    if shown.is_testing:
        answer["Refresh"] = "5"  # the page looks again by itself, with or without scripts
    return answer


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def test(request: StaffRequest, mailbox_id: int) -> HttpResponse:
    """Send the mailbox two letters and watch them come back."""
    try_mailbox(actor=request.actor, mailbox_id=mailbox_id, at=timezone.now())
    said = gettext("The test is on its way: two letters leave now, and this page says when they came back.")
    return go(request, said, "mailbox", mailbox_id)


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def switch(request: StaffRequest, mailbox_id: int) -> HttpResponse:
    """Stop reading it, or go on."""
    is_on = request.POST.get("on") == "1"
    box = switch_mailbox(actor=request.actor, mailbox_id=mailbox_id, is_on=is_on)
    said = gettext("%(address)s is read again.") if is_on else gettext("%(address)s is no longer read.")
    return go(request, said % {"address": box.address}, "mailbox", mailbox_id)


@desk_page(right=Right.SETTINGS_EDIT)
def remove(request: StaffRequest, mailbox_id: int) -> HttpResponse:
    """Ask once, then forget the mailbox and what opens it."""
    box = mailbox_for(request.actor, mailbox_id)
    if request.method == "POST":
        remove_mailbox(actor=request.actor, mailbox_id=box.pk)
        said = gettext("%(address)s is removed. The mails that came in stay where they are.")
        return go(request, said % {"address": box.address}, "mailboxes")
    return show_settings(request, "mailbox_remove", {"box": box}, page="mailboxes")


def ways() -> list[tuple[str, str, str]]:
    """How mail can come in: a name for addresses, its title, and what it means."""
    return [(str(way), gettext(title), gettext(about)) for way, (title, about) in WAYS.items()]


def _hook(box: "Mailbox") -> str:
    """The address a mail service posts to; empty for other mailboxes."""
    if box.way != Way.WEBHOOK:
        return ""
    return settings.ENV.base_url.rstrip("/") + reverse("hooks:mail", args=[box.host, box.pk])


def _shown(box: "Mailbox", trial: "MailboxTrial | None", answers: str, at: datetime) -> Shown:
    how = health(box, trial, at)
    glyph, words = HEALTH[how]
    testing = trial is not None and trial.state not in ENDED and how is not Health.OFF
    advice = gettext(ADVICE[how]) if how in ADVICE else ""
    return Shown(box, glyph, gettext(words), gettext(WAYS[box.way][0]), advice, box.address == answers, testing)


def _trial(trial: "MailboxTrial") -> ShownTrial:
    glyph, words = TRIALS[trial.state]
    return ShownTrial(trial, glyph, gettext(words))
