"""The jobs of self-tests: two letters leave by the mail server, and their way back is watched."""

import itertools
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.conf import settings

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.mailbox_queries import due_for_trial
from reprise.apps.conversations.models import Mailbox, MailboxTrial
from reprise.apps.conversations.rules.trial_outcome import TrialState
from reprise.apps.conversations.services.settle_trial import look_for_trial, trial_sent
from reprise.apps.conversations.services.spend_automatic import forget_old_budgets
from reprise.apps.conversations.services.try_mailbox import LOOK, SEND, try_mailbox
from reprise.apps.notifications.sending.server import MailServer, mail_server
from reprise.apps.notifications.sending.smtp import MailFault, hand_over
from reprise.apps.notifications.sending.trial import trial_letter
from reprise.core.mail_tokens import About, plus_address, sign
from reprise.platform.jobs.registry import Finish, handles, periodically

_rounds = itertools.count()
log = structlog.get_logger("reprise.mail")
NO_ROOM: Final = "the address is too long for a plus address"


@handles(SEND)
def send_trial_letters(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Send both letters of a test, outside any transaction."""
    trial = MailboxTrial.objects.filter(pk=payload["trial_id"], state=TrialState.BEGUN)
    found = trial.select_related("mailbox__shop").first()
    if found is None:
        return None
    if settings.ENV.mail_url is None:
        return lambda: trial_sent(trial=found, at=at, fault="no mail server")
    server = mail_server(settings.ENV.mail_url.get_secret_value())
    box = found.mailbox
    fault = _sent(box, box.address, found.plain_id, server, at)
    if fault:
        return lambda: trial_sent(trial=found, at=at, fault=fault)
    plus = plus_address(box.address, sign(settings.SECRET_KEY, About.MAILBOX, box.pk))
    plus_fault = _sent(box, plus, found.plus_id, server, at) if plus else NO_ROOM
    return lambda: trial_sent(trial=found, at=at, plus_fault=plus_fault)


@handles(LOOK)
def look(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """See what came back."""
    found = MailboxTrial.objects.filter(pk=payload["trial_id"], state=TrialState.UNDER_WAY).first()
    return None if found is None else (lambda: look_for_trial(trial=found, at=at))


@periodically("mailbox.rounds", every=timedelta(minutes=30))
def rounds(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Test each mailbox once a day, sooner after a failure, and all of them when a process starts."""
    due = due_for_trial(at, just_started=next(_rounds) == 0) if settings.ENV.mail_url else []

    def begin() -> None:
        forget_old_budgets(before=at)
        for mailbox in due:
            try_mailbox(actor=system(mailbox.shop_id), mailbox_id=mailbox.pk, at=at)

    return begin


def _sent(box: Mailbox, to: str, header_id: str, server: MailServer, at: datetime) -> str:
    """Hand one letter over; the server's words when it did not take it. Bounces go where those of answers will."""
    try:
        hand_over(trial_letter(box.shop, to, header_id=header_id, at=at), server, envelope_sender=to)
    except MailFault as fault:
        log.warning("mailbox test not taken", mailbox=box.pk, fault=fault.fault)
        return fault.said or fault.fault
    return ""
