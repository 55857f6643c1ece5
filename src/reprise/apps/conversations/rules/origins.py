"""The sites on which a chat may be shown, as browsers name them: scheme, host and port, nothing else."""

import ipaddress
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from reprise.core.refusals import Refusal, mark

LONGEST: Final = 200
MOST: Final = 20
DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_HERE: Final = frozenset({"localhost", "127.0.0.1"})


class NoOrigin(Refusal):
    """What was typed names no site a browser could name."""

    code = "no_origin"
    sentence = mark("“%(typed)s” is no site address. Write it like https://www.example.com, without a star.")


class NotSafe(Refusal):
    """A site without encryption, on which anybody on the way could read along."""

    code = "origin_not_safe"
    sentence = mark("“%(typed)s” is not encrypted. Write https:// (http:// is only for localhost, to try).")


class TooManyOrigins(Refusal):
    """More sites than one shop has."""

    code = "too_many_origins"
    sentence = mark("%(most)s sites are the most. Remove those you do not use any more.")


def origin_of(typed: str) -> str:
    """The origin of an address somebody typed: a path is cut off, a missing https:// is added, names become ASCII."""
    text = typed.strip()
    if not text or len(text) > LONGEST or not text.isprintable() or " " in text:  # the parser would overlook some
        raise NoOrigin(field="allowed_origins", typed=text[:60])
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc:
        raise NoOrigin(field="allowed_origins", typed=text[:60])
    if parts.scheme == "http" and host not in _HERE:
        raise NotSafe(field="allowed_origins", typed=text[:60])
    shown = "" if port is None or port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


def _host(name: str) -> str:
    """The host as browsers write it; empty where no browser would."""
    if name in _HERE:
        return name
    try:
        ipaddress.ip_address(name)
    except ValueError:
        pass
    else:
        return ""  # a shop has a name; numbers are for whoever tries something
    try:
        plain = name.encode("idna").decode().lower()
    except UnicodeError:
        return ""
    labels = plain.split(".")
    return plain if len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) else ""


def origins_of(typed: Iterable[str]) -> list[str]:
    """The origins of several lines, each once, in their order; empty lines count for nothing."""
    found = list(dict.fromkeys(origin_of(line) for line in typed if line.strip()))
    if len(found) > MOST:
        raise TooManyOrigins(field="allowed_origins", most=MOST)
    return found


def is_allowed(origin: str, allowed: Iterable[str]) -> bool:
    """Whether a site is one of those allowed, letter for letter: no prefix and no pattern lets anybody in."""
    return bool(origin) and origin in set(allowed)
