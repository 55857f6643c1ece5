"""Who a visitor is, as the seller's own site vouches for it: a short JSON Web Token, signed HS256 with a shared key.

Only the compact form of RFC 7519 with one algorithm is read: whatever else a token's header asks for is refused.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from reprise.core.refusals import Kind, Refusal, mark
from reprise.core.typed_text import is_blank, readable

LONGEST: Final = 4_000  # characters of a token
LIVES: Final = timedelta(hours=24)  # the longest a token may be good for: it stands in a page
SKEW: Final = timedelta(minutes=2)  # clocks of two machines
_ADDRESS: Final = re.compile(r"[^@\s<>()\"',;:]{1,64}@[^@\s<>()\"',;:]+\.[^@\s<>()\"',;:]{2,}")


class IdentityRefused(Refusal):
    """The signature of a visitor's identity does not hold, or is missing where one is asked for."""

    code = "identity_refused"
    kind = Kind.FORBIDDEN
    sentence = mark("We could not check who you are. Sign in to the shop’s site again, then reload the page.")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the seller says a visitor is."""

    subject: str  # the seller's own number or name for them
    name: str
    email: str
    until: datetime


def secret_of(instance_key: str, shop_id: int, seed: str) -> str:
    """The key a shop signs with: derived, so that a stolen database alone vouches for nobody."""
    derived = hmac.new(instance_key.encode(), f"chat-identity:{shop_id}:{seed}".encode(), hashlib.sha256)
    return derived.hexdigest()


def identity_in(token: str, secret: str, *, at: datetime) -> Identity:
    """Whom a token vouches for; refused unless signed with this key, in force now, and for not too long."""
    claims = _claims(token, secret)
    until = _moment(claims.get("exp"))
    since = _moment(claims["nbf"]) if "nbf" in claims else None
    subject = claims.get("sub")
    if isinstance(subject, int) and not isinstance(subject, bool):
        subject = str(subject)
    if until is None or until <= at - SKEW or until > at + LIVES + SKEW or (since is not None and since > at + SKEW):
        raise IdentityRefused
    if not isinstance(subject, str) or is_blank(subject) or readable(subject) != subject or len(subject) > 200:
        raise IdentityRefused  # tidied, it could be somebody else’s
    name, email = readable(_text(claims, "name"))[:160], _text(claims, "email").strip().lower()
    if email and (len(email) > 254 or readable(email) != email or not _ADDRESS.fullmatch(email)):
        raise IdentityRefused
    return Identity(subject, " ".join(name.split()), email, until)


def _claims(token: str, secret: str) -> dict[str, Any]:
    if not secret or not token.isascii() or len(token) > LONGEST or token.count(".") != 2:
        raise IdentityRefused
    signed, _, signature = token.rpartition(".")
    head, _, body = signed.partition(".")
    right = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(right, _bytes(signature)):  # before anything in it is read
        raise IdentityRefused
    header, claims = _object(head), _object(body)
    if header.get("alg") != "HS256" or "crit" in header:
        raise IdentityRefused
    return claims


def _bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise IdentityRefused from fault


def _object(part: str) -> dict[str, Any]:
    try:
        read = json.loads(_bytes(part))
    except (ValueError, RecursionError) as fault:
        raise IdentityRefused from fault
    if not isinstance(read, dict):
        raise IdentityRefused
    return read


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name, "")
    if not isinstance(value, str):
        raise IdentityRefused
    return value


def _moment(value: object) -> datetime | None:
    """A number of seconds since 1970 as a moment; none for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None
