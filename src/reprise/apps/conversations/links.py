"""The secret part of the address by which somebody reads along: derived, so that a stolen database opens nothing."""

import base64
import hashlib
import hmac
from uuid import UUID


def reader_token(secret_key: str, participant_id: int, key: UUID) -> str:
    """160 bits as 32 small letters and digits; they change with the instance's secret and with the person's own key."""
    digest = hmac.new(secret_key.encode(), f"reader:{participant_id}:{key.hex}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def token_fits(secret_key: str, participant_id: int, key: UUID, token: str) -> bool:
    """Whether a token is the person's, compared in constant time."""
    return hmac.compare_digest(reader_token(secret_key, participant_id, key).encode(), token.encode())
