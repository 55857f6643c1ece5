"""Where an address may lead: a public server by https, told before anything is sent to it."""

import socket
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from reprise.core.networks import address_of, is_outside

HTTPS: Final = 443
#: The numbers a name stands for; tests give their own.
Resolve = Callable[[str], list[str]]


class Unwelcome(Exception):
    """An address that is not asked: no https, another port, a name without a number, or a place inside."""


def resolve(host: str) -> list[str]:
    """The numbers of a name, as this machine knows them."""
    try:
        return [str(told[0]) for *_, told in socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        raise Unwelcome from fault


def public_place(address: str, resolve: Resolve = resolve) -> tuple[str, str]:
    """The host of an address and its public number: asked by that number, a name cannot turn inwards meanwhile."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port or HTTPS
    except ValueError as fault:
        raise Unwelcome from fault
    if parts.scheme != "https" or port != HTTPS or not host or parts.username is not None:
        raise Unwelcome
    numbers = [number.partition("%")[0] for number in resolve(host)]
    if not numbers or not all(is_outside(address_of(number)) for number in numbers):
        raise Unwelcome
    return host, numbers[0]
