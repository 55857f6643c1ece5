"""References of banks and providers, as people type them."""

from typing import Final

from reprise.core.refusals import Invalid, mark

LONGEST: Final = 120


def tidy(reference: str) -> str:
    """The reference without stray spaces; refused when it says nothing."""
    words = " ".join(reference.split())
    if len(words) < 3 or len(words) > LONGEST or not any(letter.isalnum() for letter in words):
        why = mark("write the reference of the transfer or of the refund, as the bank or the provider shows it.")
        raise Invalid(field="reference", why=why)
    return words
