"""What the frame shows at each step: on which site it stands, and, for a picture, whose chat it belongs to."""

from datetime import datetime, timedelta
from typing import Final

from django.core.signing import BadSignature, Signer

_FRAME: Final = "reprise.embed.frame"
_FILE: Final = "reprise.embed.file"
FRAME_LIVES: Final = timedelta(hours=24)  # the frame is loaded anew after that
FILE_LIVES: Final = timedelta(hours=1)
LONGEST: Final = 1_000


def frame_pass(shop_id: int, origin: str, at: datetime) -> str:
    """Says that the frame was given out for one site; the browser shows it on no other."""
    return _sign(_FRAME, [shop_id, origin], at + FRAME_LIVES)


def origin_in(text: str, shop_id: int, at: datetime) -> str:
    """The site a frame was given out for; empty for a pass that is forged, of another shop, or over."""
    said = _read(_FRAME, text, at)
    return str(said[1]) if said and said[0] == shop_id else ""


def file_pass(session_id: int, address: str, at: datetime) -> str:
    """Opens one file to one chat for an hour, since a picture brings no key along."""
    return _sign(_FILE, [session_id, address], at + FILE_LIVES)


def session_in(text: str, address: str, at: datetime) -> int:
    """The chat a file's pass stands for; 0 when it does not open this address."""
    said = _read(_FILE, text, at)
    return said[0] if said and said[1] == address and isinstance(said[0], int) else 0


def _sign(salt: str, what: list[object], until: datetime) -> str:
    return Signer(salt=salt).sign_object([*what, int(until.timestamp())])


def _read(salt: str, text: str, at: datetime) -> list[object] | None:
    if not text or len(text) > LONGEST or not text.isascii():
        return None
    try:
        *what, until = Signer(salt=salt).unsign_object(text)
    except (BadSignature, ValueError):
        return None
    return what if int(until) > at.timestamp() else None
