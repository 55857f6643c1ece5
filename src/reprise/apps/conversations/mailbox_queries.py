"""The only ways to obtain the mailboxes of a shop."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import F, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail, Mailbox, MailboxTrial
from reprise.apps.conversations.rules.mailbox_health import ALARMING, BoxFacts, Health, health_of
from reprise.apps.conversations.rules.trial_outcome import ENDED, TrialState
from reprise.apps.notifications.answers import AnswerAddress
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Mail

_A_DAY: Final = timedelta(hours=24)
_AFTER_FAULT: Final = timedelta(hours=2)
_AT_START: Final = timedelta(minutes=30)


def mailboxes(actor: Actor) -> QuerySet[Mailbox]:
    """The mailboxes of the shop, the oldest first."""
    actor.require(Right.SETTINGS_EDIT)
    return Mailbox.objects.filter(shop_id=actor.shop_id).order_by("id")


def mailbox_for(actor: Actor, mailbox_id: int) -> Mailbox:
    """One mailbox of the shop."""
    mailbox = mailboxes(actor).filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    return mailbox


def answer_address(shop_id: int, wanted: str) -> AnswerAddress | None:
    """The mailbox answers go to: the wanted address where it is one that is read, else the one proved last."""
    rows = Mailbox.objects.filter(shop_id=shop_id, is_on=True)
    found = sorted(
        rows.order_by(F("proved_at").desc(nulls_last=True), "id"),
        key=lambda row: row.address.lower() != wanted.lower(),
    )
    if not found:
        return None
    box = found[0]
    return AnswerAddress(box.address, takes_plus=bool(box.plus_works), proved=box.proved_at is not None)


def answered_by(mail: "Mail") -> str:
    """The Message-ID of the last mail that the reader of a letter wrote in its matter."""
    if mail.shop_id is None or (mail.conversation_id is None and mail.case_id is None):
        return ""
    matter = Q(conversation_id=mail.conversation_id) if mail.conversation_id else Q(conversation__case_id=mail.case_id)
    came = IncomingMail.objects.filter(matter, shop_id=mail.shop_id, sender=mail.to.lower(), state=MailState.ATTACHED)
    return came.order_by("-id").values_list("header_id", flat=True).first() or ""


def newest_trials(boxes: Iterable[Mailbox]) -> dict[int, MailboxTrial]:
    """The newest test of each mailbox that has one, by the mailbox's number."""
    rows = MailboxTrial.objects.filter(mailbox__in=[box.pk for box in boxes]).order_by("id")
    return {row.mailbox_id: row for row in rows}


def trials_of(mailbox: Mailbox, limit: int = 10) -> list[MailboxTrial]:
    """The tests of a mailbox, newest first."""
    return list(MailboxTrial.objects.filter(mailbox=mailbox).order_by("-id")[:limit])


def health(box: Mailbox, trial: MailboxTrial | None, at: datetime) -> Health:
    """How a mailbox is."""
    facts = BoxFacts(
        is_on=box.is_on, is_fetched=box.way == Mailbox.Way.IMAP, created_at=box.created_at,
        seen_at=box.last_seen_at, mail_at=box.last_mail_at, proved_at=box.proved_at, error=box.last_error,
        trial=trial.state if trial else "", is_tested=settings.ENV.mail_url is not None,
    )  # fmt: skip
    return health_of(facts, at)


def ailing(shop_id: int, at: datetime) -> list[tuple[Mailbox, Health]]:
    """The mailboxes of a shop somebody must look at, each with what ails it."""
    boxes = list(Mailbox.objects.filter(shop_id=shop_id, is_on=True).order_by("id"))
    trials = newest_trials(boxes) if boxes else {}
    found = [(box, health(box, trials.get(box.pk), at)) for box in boxes]
    return [(box, how) for box, how in found if how in ALARMING]


def due_for_trial(at: datetime, *, just_started: bool) -> list[Mailbox]:
    """Mailboxes of every shop whose next self-test is due: daily, two hours after one that failed, and at a start."""
    boxes = list(Mailbox.objects.filter(is_on=True).order_by("id"))
    trials = newest_trials(boxes) if boxes else {}
    return [box for box in boxes if _is_due(trials.get(box.pk), at, just_started=just_started)]


def _is_due(trial: MailboxTrial | None, at: datetime, *, just_started: bool) -> bool:
    if trial is None:
        return True
    if trial.state not in ENDED and at - trial.begun_at < _AT_START:
        return False
    good = trial.state in {TrialState.PROVED, TrialState.NO_PLUS}
    return at - trial.begun_at >= (_AT_START if just_started else _A_DAY if good else _AFTER_FAULT)
