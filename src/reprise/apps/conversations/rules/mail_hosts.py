"""Where the large mail providers keep their mailboxes, so that nobody has to look it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MailHost:
    """A provider: its IMAP server, and where it gives tokens when it asks for OAuth."""

    name: str
    imap: str
    token_url: str = ""
    domains: tuple[str, ...] = ()


GOOGLE: Final = MailHost(
    "Gmail, Google Workspace", "imap.gmail.com", "https://oauth2.googleapis.com/token", ("gmail.com", "googlemail.com")
)
MICROSOFT: Final = MailHost(
    "Microsoft 365, Outlook", "outlook.office365.com", "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    ("outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.fr", "live.com"),
)  # fmt: skip
HOSTS: Final = (
    GOOGLE, MICROSOFT,
    MailHost("OVHcloud", "ssl0.ovh.net"),
    MailHost("Gandi", "mail.gandi.net"),
    MailHost("IONOS", "imap.ionos.fr"),
    MailHost("Infomaniak", "mail.infomaniak.com"),
    MailHost("o2switch, cPanel", "mail.example.com"),
    MailHost("Fastmail", "imap.fastmail.com", domains=("fastmail.com", "fastmail.fm")),
    MailHost("iCloud", "imap.mail.me.com", domains=("icloud.com", "me.com", "mac.com")),
    MailHost("Orange", "imap.orange.fr", domains=("orange.fr", "wanadoo.fr")),
    MailHost("Free", "imap.free.fr", domains=("free.fr",)),
)  # fmt: skip
_BY_DOMAIN: Final[Mapping[str, MailHost]] = {domain: host for host in HOSTS for domain in host.domains}
_BY_SERVER: Final[Mapping[str, MailHost]] = {host.imap: host for host in HOSTS}


def host_of(address: str) -> str:
    """The IMAP server of an address whose provider says so; empty where only its owner knows."""
    known = _BY_DOMAIN.get(address.strip().rpartition("@")[2].lower())
    return known.imap if known else ""


def token_url_of(server: str) -> str:
    """Where a provider gives tokens for its mailboxes; empty where nobody said."""
    known = _BY_SERVER.get(server.strip().lower())
    return known.token_url if known else ""
