"""Sockets beyond this machine are closed in tests."""

import ipaddress
import socket
import sys
from typing import Final

GUARDED: Final = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0}


class NetworkClosed(AssertionError):
    """A test tried to reach another machine."""


def is_here(host: object) -> bool:
    """Whether a host is this machine: a loopback address, its name, or no name at all."""
    name = host.decode("ascii") if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in {"", "localhost", socket.gethostname()}:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def refuse_the_world(event: str, args: tuple[object, ...]) -> None:
    """Raise when Python is about to talk to, or look up, another machine."""
    place = GUARDED.get(event)
    if place is None:
        return
    target = args[place]
    host = target[0] if isinstance(target, tuple) else target if event == "socket.getaddrinfo" else None
    if not is_here(host):
        raise NetworkClosed(f"Tests reach no network, but this one wanted {host!r}.")


def close_sockets() -> None:
    """Install the guard for the life of the process: an audit hook cannot be taken out."""
    sys.addaudithook(refuse_the_world)
