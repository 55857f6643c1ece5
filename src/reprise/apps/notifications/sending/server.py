"""Which mail server, from REPRISE_MAIL_URL."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, and how. A password never travels in the clear, except within this machine."""

    host: str
    port: int
    user: str
    password: str
    tls_from_the_start: bool

    @property
    def is_here(self) -> bool:
        """Whether the server runs on this machine, where nobody listens on the wire."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def mail_server(url: str) -> MailServer:
    """Read smtp://user:password@host:port (STARTTLS) or smtps://… (TLS from the start)."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("REPRISE_MAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host")
    return MailServer(
        parts.hostname, parts.port or PORTS[parts.scheme], unquote(parts.username or ""), unquote(parts.password or ""),
        parts.scheme == "smtps",
    )  # fmt: skip
