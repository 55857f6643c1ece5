"""Secrets of others are stored so that a copy of the database gives none of them away."""

import pytest
from django.test import override_settings

from reprise.platform.sealing import SealBroken, seal, unseal


def test_a_secret_comes_back_and_is_not_read_in_between() -> None:
    stored = seal("pässword", purpose="mailbox")
    assert "ssword" not in stored
    assert unseal(stored, purpose="mailbox") == "pässword"
    assert seal("pässword", purpose="mailbox") != stored


@pytest.mark.parametrize("stored", ["", "nonsense", "é"])
def test_what_was_never_sealed_does_not_open(stored: str) -> None:
    with pytest.raises(SealBroken):
        unseal(stored, purpose="mailbox")


def test_a_secret_of_something_else_does_not_open() -> None:
    with pytest.raises(SealBroken):
        unseal(seal("password", purpose="mailbox"), purpose="webhook")


def test_another_instance_does_not_open_it() -> None:
    stored = seal("password", purpose="mailbox")
    with override_settings(SECRET_KEY="another"), pytest.raises(SealBroken):
        unseal(stored, purpose="mailbox")
