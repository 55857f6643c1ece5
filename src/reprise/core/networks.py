"""Which network addresses are of the outside, however they are written: an old one may stand within a new one."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address

#: Where the last four bytes are an address of the old kind: translated on the way (NAT64), or as they once were told.
_OLD_AT_THE_END: Final = tuple(
    IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
)
#: Nobody's of the outside, though nothing says so of every one of them.
_NOT_OUTSIDE: Final = tuple(ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10"))


def address_of(text: str) -> Address:
    """The address a system tells, without the name of the card it is reached by."""
    return plain(ip_address(text.partition("%")[0]))


def plain(address: Address) -> Address:
    """The old address that a new one stands for, if it does."""
    return next(_old(address), address) if isinstance(address, IPv6Address) else address


def is_outside(address: Address) -> bool:
    """Whether whoever is there is of the outside, and one machine only."""
    seen = plain(address)
    within = any(seen.version == each.version and seen in each for each in _NOT_OUTSIDE)
    return seen.is_global and not (seen.is_multicast or seen.is_reserved or within)


def _old(address: IPv6Address) -> Iterator[IPv4Address]:
    if address.is_loopback or address.is_unspecified:
        return
    for found in (address.ipv4_mapped, address.sixtofour, (address.teredo or (None, None))[1]):
        if found is not None:
            yield found
    if any(address in each for each in _OLD_AT_THE_END):
        yield IPv4Address(int(address) & 0xFFFF_FFFF)
