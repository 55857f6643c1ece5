"""The secret part of a case's address: derived, so that a stolen database alone opens no case."""

import base64
import hashlib
import hmac


def case_token(secret_key: str, case_id: int, link_key: str) -> str:
    """160 bits as 32 small letters and digits; changes with the instance's secret and with the case's own key."""
    return _derived(secret_key, f"case-link:{case_id}:{link_key}")


def feed_token(secret_key: str, feed_id: int, key: str) -> str:
    """160 bits of a calendar's address; they change with the instance's secret and with the calendar's own key."""
    return _derived(secret_key, f"calendar:{feed_id}:{key}")


def _derived(secret_key: str, message: str) -> str:
    digest = hmac.new(secret_key.encode(), message.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def token_fits(secret_key: str, case_id: int, link_key: str, token: str) -> bool:
    """Whether a token is the case's, compared in constant time."""
    return hmac.compare_digest(case_token(secret_key, case_id, link_key).encode(), token.encode())
