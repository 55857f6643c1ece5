"""Secrets of others (passwords, tokens) as they stand in our tables: encrypted with the key of the instance.

A copy of the database without that key gives none of them away. `purpose` says what a secret is of: one moved to
another row or another use does not open there.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealBroken(Exception):
    """The instance's key is another one than when the secret was sealed, or the row was tampered with."""


def seal(secret: str, *, purpose: str) -> str:
    """The secret as it may be stored."""
    return _fernet(purpose).encrypt(secret.encode()).decode()


def unseal(stored: str, *, purpose: str) -> str:
    """The secret again."""
    try:
        return _fernet(purpose).decrypt(stored.encode()).decode()
    except InvalidToken as broken:
        raise SealBroken from broken


def _fernet(purpose: str) -> Fernet:
    key = hashlib.sha256(f"reprise.sealed.{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
