"""Whose request is it, as far as the network tells: for counting attempts, never for letting anybody in."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The visitor's IPv4 address, or the /64 an IPv6 one is in, which is one subscriber.

    A header is believed only as far as our own proxies wrote it: whatever a visitor forges stands before it.
    """
    return address_told(forwarded=request.headers.get("X-Forwarded-For", ""), peer=request.META.get("REMOTE_ADDR", ""))


def address_told(*, forwarded: str, peer: str) -> str:
    """The visitor's address from the header and the other end of a connection that is no request of Django's."""
    hops = [hop.strip() for hop in forwarded.split(",")]
    proxies = settings.ENV.trusted_proxies
    told = hops[-proxies] if proxies and len(hops) >= proxies else ""
    return _network(told) or _network(peer) or UNKNOWN


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
