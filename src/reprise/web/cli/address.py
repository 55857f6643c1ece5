"""The address a command listens on: a port that exists, and one that nobody else has taken."""

import argparse
import socket


def port_number(text: str) -> int:
    """A port as typed; argparse tells what is wrong with it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port. Use a number from 1 to 65535.")
    return int(text)


def fault_of(*, host: str, port: int) -> str:
    """Why nobody can listen there, told before anything is set up; empty when somebody can."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (OSError, UnicodeError) as fault:
        said = getattr(fault, "strerror", None) or str(fault)
        return f"cannot listen on {host}, port {port}: {said}. Stop what uses it, or choose another with --port."
    return ""
