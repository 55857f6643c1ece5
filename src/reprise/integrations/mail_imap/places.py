"""Which servers somebody of a shop may have this instance speak to: those of the outside, and mailboxes within."""

import socket
from collections.abc import Collection
from typing import Final

from reprise.apps.conversations.ports import MailboxFault
from reprise.core.networks import Address, address_of, is_outside

IMAP: Final = frozenset({143, 993})


def check_place(host: str, port: int, *, inside: Collection[str], within: Collection[int] = IMAP) -> None:
    """Refuse what is inside this network, but for some ports: whoever types a name must not look around in there.

    `inside` are the hosts that whoever runs the instance allows, whatever the port.
    """
    if host.lower() in inside:
        return
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise MailboxFault("unreachable", str(fault)) from fault
    for *_, told in found:
        if not _may_be(address_of(str(told[0])), port, within):
            raise MailboxFault("inside")


def _may_be(address: Address, port: int, within: Collection[int]) -> bool:
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False  # where clouds tell machines their keys, among others
    return is_outside(address) or port in within
