"""A pass lets whoever holds it follow one topic for some hours, so that a socket needs neither session nor database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core.signing import BadSignature, Signer

SIDES: Final = frozenset({"customer", "staff"})
LIFE: Final = timedelta(hours=12)  # a working day; a page read again brings a new one
LONGEST: Final = 1_000  # letters of a pass that is looked at
NAME_LENGTH: Final = 60
_SALT: Final = "reprise.live"


@dataclass(frozen=True, slots=True)
class Pass:
    """What somebody may follow, on which side they stand, and what the others see them called."""

    topic: str
    side: str
    name: str
    until: datetime
    holder: str = ""  # whose passes can be ended before their time; nobody's in particular: it runs out

    @property
    def since(self) -> datetime:
        """When it was given."""
        return self.until - LIFE


def pass_for(*, topic: str, side: str, name: str = "", holder: str = "", at: datetime) -> str:
    """What a page puts into `data-live` for whoever was just allowed to read it."""
    if side not in SIDES:
        raise ValueError(f"no such side: {side!r}")
    until = int((at + LIFE).timestamp())
    return Signer(salt=_SALT).sign_object([topic, str(side), name[:NAME_LENGTH], until, holder])


def read_pass(text: object, *, at: datetime) -> Pass | None:
    """The pass behind a text; None when we did not write it, or it has run out."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    try:
        topic, side, name, until, *holder = Signer(salt=_SALT).unsign_object(text)  # the version before named none
    except (BadSignature, ValueError):
        return None
    read = Pass(topic, side, name, datetime.fromtimestamp(until, UTC), *holder)
    return read if read.until > at else None
