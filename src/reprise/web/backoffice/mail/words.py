"""What the desk says of mailboxes, their tests and the mails that wait."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.apps.conversations.rules.mailbox_health import Health
from reprise.apps.conversations.rules.trial_outcome import TrialState
from reprise.apps.conversations.services.save_mailbox import Way
from reprise.core.refusals import mark

WAYS: Final[Mapping[str, tuple[str, str]]] = {
    Way.IMAP: (
        mark("An existing mailbox (IMAP)"),
        mark("We read it every minute, or at once where it tells us. Nothing in it is moved, marked or deleted."),
    ),
    Way.SMTP: (
        mark("Your own mail server hands mails over"),
        mark("It forwards to this instance by SMTP or LMTP, or pipes them to a command."),
    ),
    Way.WEBHOOK: (
        mark("A mail service posts them"),
        mark("Mailgun, Postmark, SendGrid, Mailjet or Brevo receives the mails and calls this instance."),
    ),
}
#: The glyph and the words of each state.
HEALTH: Final[Mapping[Health, tuple[str, str]]] = {
    Health.OFF: ("idle", mark("Switched off")),
    Health.UNREACHED: ("fail", mark("Out of reach")),
    Health.LOST: ("fail", mark("Its test did not come back")),
    Health.NOT_SENT: ("fail", mark("Its test could not leave")),
    Health.QUIET: ("late", mark("Quiet for too long")),
    Health.UNTRIED: ("wait", mark("Not tested yet")),
    Health.TESTING: ("wait", mark("Test under way")),
    Health.WORKS: ("done", mark("Works")),
}
#: What to do about each.
ADVICE: Final[Mapping[Health, str]] = {
    Health.UNREACHED: mark("We cannot look into it. Check the server, the name and the password below."),
    Health.LOST: mark(
        "A letter we sent to it ten minutes before had not come in. Look into the mailbox itself, its spam folder too, "
        "then test again."
    ),
    Health.NOT_SENT: mark(
        "The mail server for sending did not take a letter to this address. Check the address, or REPRISE_MAIL_URL."
    ),
    Health.QUIET: mark(
        "Not even its own daily test came in for two days: mails of customers may be lost on the way. Test it now."
    ),
}
TRIALS: Final[Mapping[str, tuple[str, str]]] = {
    TrialState.BEGUN: ("wait", mark("leaves now")),
    TrialState.UNDER_WAY: ("wait", mark("on its way")),
    TrialState.PROVED: ("done", mark("came back, at the plus address too")),
    TrialState.NO_PLUS: ("done", mark("came back; the plus address does not arrive")),
    TrialState.LOST: ("fail", mark("did not come back")),
    TrialState.NOT_SENT: ("fail", mark("not taken by the mail server")),
}
FAULTS: Final[Mapping[str, str]] = {
    "unreachable": mark("The server does not answer. Check its name and port, and that this machine may reach it."),
    "refused": mark("The server refused the name or the password. Many providers want a password made for programs."),
    "no_tls": mark("Without encryption a password is only sent to this machine itself. Choose TLS or STARTTLS."),
    "tls": mark("The server’s certificate does not fit its name. Check the name, or ask your provider."),
    "inside": mark(
        "This server stands within the network of this instance, on a port where no mailbox is. Whoever runs the "
        "instance can allow it (REPRISE_MAILBOX_HOSTS)."
    ),
    "token_refused": mark("The provider gave no access for this token. Allow the program again, then paste a new one."),
    "token_unreachable": mark("The address that gives tokens does not answer. Check it."),
    "server": mark("The server let us in but did not open the folder. Check the folder’s name."),
    "sealed": mark("The instance has another key than when the secret was kept. Type the secret again."),
}
WHY: Final[Mapping[str, str]] = {
    "too_large": mark("Too large: only its beginning was kept."),
    "unreadable": mark("It could not be read."),
    "too_hard": mark("Reading it took too long or too much memory."),
    "too_deep": mark("It is nested too deeply."),
    "failed": mark("Reading it failed three times."),
    "gone": mark("Its bytes are missing."),
    "flood": mark("Too many mails came from this address within an hour."),
    "unknown_sender": mark("It answers a letter of ours, but comes from an address nobody knows in this matter."),
    "no_sender": mark("It says nobody as its sender."),
    "unproven_sender": mark("The sender’s domain says that it did not send this."),
    "suggested": mark("It names an order or a case of this address: a guess, which a person confirms."),
    "trial": mark("A test of the mailbox."),
    "double": mark("It came in twice."),
}


def fault_words(last_error: str) -> str:
    """A fault of a mailbox, from how it is kept, in a sentence."""
    code = last_error.partition(" ")[0]
    return gettext(FAULTS.get(code, FAULTS["unreachable"])) if last_error else ""


def why_words(why: str) -> str:
    """Why a mail stands where it stands."""
    return gettext(WHY.get(why, WHY["unreadable"])) if why else ""
