"""Hand one message to a mail server, and tell what passes from what stays."""

import re
import smtplib
import ssl
from contextlib import closing
from email.errors import MessageError
from email.message import EmailMessage

from reprise.apps.notifications.sending.server import MailServer

TIMEOUT = 20  # seconds for each answer of the server
_STATUS = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")


class MailFault(Exception):
    """The letter was not taken. `fault` is for logs, without the server's words, which may quote an address; `said` is
    those words, for the staff of the shop.
    """

    def __init__(self, fault: str, *, passing: bool, said: str = "") -> None:
        self.fault = fault
        self.said = said
        self.passing = passing
        super().__init__(fault)


def hand_over(message: EmailMessage, server: MailServer, *, envelope_sender: str = "") -> None:
    """Return once the server has taken the message; bounces go to `envelope_sender`, or to whom it is from."""
    try:
        with closing(_connect(server)) as wire:
            wire.send_message(message, from_addr=envelope_sender or None)
            _leave(wire)
    except smtplib.SMTPRecipientsRefused as refused:
        raise _answered(*next(iter(refused.recipients.values()))) from refused
    except smtplib.SMTPAuthenticationError as refused:  # our set-up, not the letter: somebody will mend it
        raise MailFault("the mail server refused the password", passing=True) from refused
    except smtplib.SMTPResponseException as refused:
        raise _answered(refused.smtp_code, refused.smtp_error) from refused
    except (smtplib.SMTPNotSupportedError, MessageError, UnicodeError, ValueError) as unfit:
        raise MailFault(type(unfit).__name__, passing=False) from unfit
    except (smtplib.SMTPException, OSError) as away:
        raise MailFault(f"the mail server does not answer ({type(away).__name__})", passing=True) from away


def _connect(server: MailServer) -> smtplib.SMTP:
    if server.tls_from_the_start:
        wire: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        wire = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if not server.tls_from_the_start and not server.is_here:
            wire.ehlo()
            if wire.has_extn("starttls"):
                wire.starttls(context=ssl.create_default_context())
            elif server.user:
                raise smtplib.SMTPServerDisconnected("the server offers no TLS and a password would be read")
        if server.user:
            wire.login(server.user, server.password)
    except BaseException:
        wire.close()
        raise
    return wire


def _leave(wire: smtplib.SMTP) -> None:
    """Say goodbye; the letter is taken, so nothing that goes wrong here may send it again."""
    try:
        wire.quit()
    except (smtplib.SMTPException, OSError):
        return


def _answered(code: int, words: bytes | str) -> MailFault:
    told = words if isinstance(words, bytes) else words.encode()
    found = _STATUS.search(told)
    fault = f"{code} {found[0].decode()}" if found else str(code)
    said = " ".join(f"{code} {told.decode(errors='replace')}".split())[:300]
    return MailFault(fault, passing=not 500 <= code < 600, said=said)
