"""Human references, without letters or digits that are taken for one another."""

import secrets

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words by accident; no 0, 1, I, O


def new_reference(prefix: str = "RP") -> str:
    """A fresh case reference such as RP-7F3K-Q2M4."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def tidy_reference(typed: str) -> str:
    """What somebody typed or dictated, in the form we store: upper case, dashes in place."""
    letters = "".join(c for c in typed.upper() if c.isalnum())
    if letters.startswith("RP") and len(letters) == 10:
        letters = letters[2:]
    return f"RP-{letters[:4]}-{letters[4:]}" if len(letters) == 8 else typed.strip().upper()
