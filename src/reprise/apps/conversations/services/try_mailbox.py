import secrets
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.models import Mailbox, MailboxTrial
from reprise.apps.conversations.rules.trial_outcome import ENDED
from reprise.core.mail_tokens import About, message_id, sign
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic

SEND: Final = "mailbox.try"
LOOK: Final = "mailbox.look"
AN_HOUR: Final = 20
KEPT: Final = 30  # trials of one mailbox


class NothingSends(Refusal):
    """No mail server takes letters, so nothing can come back."""

    code = "no_mail_server"
    kind = Kind.CONFLICT
    sentence = mark("No mail server is set for sending (REPRISE_MAIL_URL), so no test can leave.")


@atomic
def try_mailbox(*, actor: Actor, mailbox_id: int, at: datetime) -> MailboxTrial:
    """Begin a test of a mailbox, or answer the one that is under way: a job sends, and looks for what comes back."""
    actor.require(Right.SETTINGS_EDIT)
    mailbox = Mailbox.objects.select_for_update().filter(shop_id=actor.shop_id, pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    if settings.ENV.mail_url is None:
        raise NothingSends
    running = MailboxTrial.objects.filter(mailbox=mailbox, begun_at__gt=at - timedelta(minutes=10))
    if known := running.exclude(state__in=ENDED).first():
        return known
    if actor.person_id is not None:
        spend(what="mailbox_trial", who=str(mailbox.pk), limit=AN_HOUR, per=timedelta(hours=1), at=at)
    trial = MailboxTrial.objects.create(
        mailbox=mailbox, plain_id=_new_id(mailbox), plus_id=_new_id(mailbox), begun_at=at
    )
    old = MailboxTrial.objects.filter(mailbox=mailbox).order_by("-id").values_list("pk", flat=True)[KEPT:]
    MailboxTrial.objects.filter(pk__in=list(old)).delete()
    enqueue(kind=SEND, payload={"trial_id": trial.pk}, at=at, dedupe_key=f"{SEND}:{trial.pk}")
    return trial


def _new_id(mailbox: Mailbox) -> str:
    domain = parseaddr(settings.ENV.mail_from)[1].rpartition("@")[2] or "localhost"
    token = sign(settings.SECRET_KEY, About.MAILBOX, mailbox.pk)
    return message_id(token, domain, secrets.token_hex(10))
