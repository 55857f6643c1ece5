"""Whether a socket is opened by one of our own pages."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

PORTS = {"http": "80", "https": "443"}


def is_ours(headers: Mapping[str, str]) -> bool:
    """A page names the site it came from: it must be the one it speaks to, or the address of this instance.

    A program names none, and may come in: what lets anybody follow anything is the pass, never a cookie.
    """
    host = headers.get("host", "")
    domain = split_domain_port(host)[0]
    if not domain or not (validate_host(domain, settings.ALLOWED_HOSTS) or settings.DEBUG):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
        scheme, place = parts.scheme, _place(parts.netloc, parts.scheme)
    except ValueError:
        return False
    return scheme in PORTS and place in {_place(host, scheme), _place(urlsplit(settings.ENV.base_url).netloc, scheme)}


def _place(netloc: str, scheme: str) -> tuple[str, str]:
    """Host and port, the port that goes without saying included. "evil@host" is another place than "host"."""
    domain, port = split_domain_port(netloc)
    return domain, port or PORTS.get(scheme, "")
