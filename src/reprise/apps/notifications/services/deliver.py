"""The job `mail.send`: hand a waiting letter to the mail server.

A letter is never sent twice once we know it was taken: its state is guarded, and so is the attempt, for as long as one
may last. When the machine dies between the server's yes and our commit nobody can know; the letter then goes again
after a pause, with the same Message-ID, by which mailboxes recognise it.
"""

from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.conf import settings
from django.db.models import F, Q

from reprise.apps.notifications.answers import route_of
from reprise.apps.notifications.blot import blotted
from reprise.apps.notifications.enclosures import enclosed_with
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.sending.server import mail_server
from reprise.apps.notifications.sending.smtp import MailFault, hand_over
from reprise.apps.notifications.wanted import still_wanted
from reprise.platform.jobs.registry import Finish, Retry, handles

#: Pauses after failed attempts, three days in all; then a person has to look.
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 120, 240, 480, 720, 720, 720, 1200))
BUSY: Final = timedelta(minutes=5)  # longer than one attempt can last
log = structlog.get_logger("reprise.mail")


@handles("mail.send")
def deliver(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Send one letter; what passes is tried again, what stays marks the letter as failed."""
    mail = Mail.objects.filter(pk=payload["mail_id"], state=Mail.State.WAITING).select_related("shop").first()
    if mail is None:
        return None
    if not still_wanted(mail.wanted_while):
        return lambda: _settle(mail, Mail.State.DROPPED, at=at)
    if settings.ENV.mail_url is None:  # the server was taken away meanwhile
        return lambda: _settle(mail, Mail.State.LOCAL, at=at)
    if not _take(mail, at=at):
        raise Retry(BUSY, "another attempt may still be on its way")
    try:
        server = mail_server(settings.ENV.mail_url.get_secret_value())
        enclosed = enclosed_with(mail)
        papers = [paper for _place, paper in enclosed]
        route = route_of(mail)
        mail.draw()
        message = compose(mail, sender=settings.ENV.mail_from, route=route, enclosed=papers)
        hand_over(message, server, envelope_sender=route.bounces)
    except MailFault as fault:
        return _after_fault(mail, fault, at=at)
    went = [{name: told for name, told in mail.enclosures[place].items() if name != "if"} for place, _paper in enclosed]
    return lambda: _settle(mail, Mail.State.SENT, at=at, went=went)


def _take(mail: Mail, *, at: datetime) -> bool:
    """Begin an attempt unless another one may still be running."""
    free = Q(busy_until__isnull=True) | Q(busy_until__lte=at)
    won = Mail.objects.filter(free, pk=mail.pk, state=Mail.State.WAITING).update(
        attempts=F("attempts") + 1, busy_until=at + BUSY
    )
    mail.attempts += won
    return won == 1


def _after_fault(mail: Mail, fault: MailFault, *, at: datetime) -> Finish:
    log.warning("letter not taken", mail=mail.pk, fault=fault.fault, attempt=mail.attempts, passing=fault.passing)
    if fault.passing and mail.attempts <= len(WAITS):
        wait = WAITS[mail.attempts - 1]
        Mail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(
            last_error=fault.fault, server_said=fault.said, next_try_at=at + wait, busy_until=None
        )
        raise Retry(wait, fault.fault)
    return lambda: _settle(mail, Mail.State.FAILED, at=at, fault=fault.fault, said=fault.said)


def _settle(
    mail: Mail, state: Mail.State, *, at: datetime, fault: str = "", said: str = "",
    went: list[dict[str, Any]] | None = None,
) -> None:  # fmt: skip
    """Write how it ended, with the papers that went; once it has left, or will not, links and codes are blotted out."""
    news: dict[str, Any] = {
        "state": state, "last_error": fault, "server_said": said, "busy_until": None, "next_try_at": None,
    }  # fmt: skip
    if state is Mail.State.SENT:
        news |= {"sent_at": at, "enclosures": went or []}
    if state is not Mail.State.LOCAL:
        text, html = (blotted(words, mail.secrets) for words in (mail.text, mail.html))
        news.update(said=None, kept_text=text, kept_html=html, secrets=[])
    Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING).update(**news)
