from datetime import datetime, timedelta
from typing import Final

from reprise.apps.conversations.models import IncomingMail, Mailbox, MailboxTrial
from reprise.apps.conversations.rules.trial_outcome import Seen, TrialState, outcome_of
from reprise.apps.conversations.services.try_mailbox import LOOK
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic

SOON: Final = timedelta(seconds=5)
LATER: Final = timedelta(seconds=30)


@atomic
def trial_sent(*, trial: MailboxTrial, at: datetime, fault: str = "", plus_fault: str = "") -> None:
    """Note that the letters of a test left, or which of them the mail server refused, and look for them soon."""
    rows = MailboxTrial.objects.filter(pk=trial.pk, state=TrialState.BEGUN)
    if fault:
        rows.update(state=TrialState.NOT_SENT, fault=fault[:300], ended_at=at)
        return
    rows.update(state=TrialState.UNDER_WAY, sent_at=at, plus_refused=bool(plus_fault), fault=plus_fault[:300])
    _look_again(trial, at + SOON)


@atomic
def look_for_trial(*, trial: MailboxTrial, at: datetime) -> None:
    """Look which letters of a test came in, and end it once that is clear."""
    assert trial.sent_at is not None
    came = dict(
        IncomingMail.objects.filter(header_id__in=[trial.plain_id, trial.plus_id]).values_list(
            "header_id", "received_at"
        )
    )
    plain_at, plus_at = came.get(trial.plain_id), came.get(trial.plus_id)
    seen = Seen(trial.sent_at, plain_at, plus_at, plus_refused=trial.plus_refused)
    ended = outcome_of(seen, at)
    state = ended or TrialState.UNDER_WAY
    won = MailboxTrial.objects.filter(pk=trial.pk, state=TrialState.UNDER_WAY).update(
        state=state, plain_at=plain_at, plus_at=plus_at, ended_at=at if ended else None
    )
    if won and ended:
        _conclude(trial, state, at)
    elif won:
        _look_again(trial, at + (SOON if at - trial.sent_at < timedelta(minutes=1) else LATER))


def _conclude(trial: MailboxTrial, state: TrialState, at: datetime) -> None:
    """What the test proved of its mailbox. A lost one takes nothing back: mail may only be slow."""
    rows = Mailbox.objects.filter(pk=trial.mailbox_id)
    if state in {TrialState.PROVED, TrialState.NO_PLUS}:
        rows.update(proved_at=at, plus_works=state == TrialState.PROVED)


def _look_again(trial: MailboxTrial, at: datetime) -> None:
    enqueue(kind=LOOK, payload={"trial_id": trial.pk}, at=at, dedupe_key=f"{LOOK}:{trial.pk}:{at.timestamp():.0f}")
