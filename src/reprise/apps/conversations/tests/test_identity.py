"""Whom a site vouches for is read out of a token only when everything about the token holds."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest

from reprise.apps.conversations.rules.identity import IdentityRefused, identity_in, secret_of
from tests.support.builders import AT

SECRET = secret_of("instance", 1, "seed")
SOON = int((AT + timedelta(minutes=10)).timestamp())


def coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def a_token(claims: Any = None, *, secret: str = SECRET, header: Any = None, **more: Any) -> str:
    """What the seller's server would make."""
    head = header if header is not None else {"alg": "HS256", "typ": "JWT"}
    body = {"sub": "42", "exp": SOON, **more} if claims is None else claims
    signed = f"{coded(json.dumps(head).encode())}.{coded(json.dumps(body).encode())}"
    return f"{signed}.{coded(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


def test_a_good_token_says_who_it_is() -> None:
    who = identity_in(a_token(name="Alice  Martin", email="Alice@Example.com"), SECRET, at=AT)
    assert (who.subject, who.name, who.email) == ("42", "Alice Martin", "alice@example.com")
    assert identity_in(a_token(sub=42), SECRET, at=AT).subject == "42"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "42"}, {"exp": SOON}, {"sub": "", "exp": SOON}, {"sub": None, "exp": SOON}, {"sub": True, "exp": SOON},
        {"sub": "42", "exp": int((AT - timedelta(hours=1)).timestamp())}, {"sub": "42", "exp": "soon"},
        {"sub": "42", "exp": int((AT + timedelta(days=30)).timestamp())}, {"sub": "42", "exp": True},
        {"sub": "42", "exp": 1e400}, {"sub": "42", "exp": SOON, "nbf": SOON - 60}, {"sub": "x" * 500, "exp": SOON},
        {"sub": "42", "exp": SOON, "email": "no address"}, {"sub": "42", "exp": SOON, "email": ["a@b.fr"]},
        {"sub": "42", "exp": SOON, "name": {"a": 1}}, {"sub": "\u202e", "exp": SOON},
        {"sub": "42\u202e", "exp": SOON}, {"sub": "42\x00", "exp": SOON},
        {"sub": "42 ", "exp": SOON}, {"sub": "42\ud800", "exp": SOON}, {"sub": "42", "exp": 253402300799},
        {"sub": "42", "exp": -62135596800}, {"sub": "42", "exp": SOON, "nbf": -62135596800, "email": "a\x00@b.fr"},
        {"sub": "42", "exp": SOON, "email": "a\ud800@b.fr"}, [], "x", 7,
    ],
)  # fmt: skip
def test_claims_that_do_not_hold_are_refused(claims: Any) -> None:
    with pytest.raises(IdentityRefused):
        identity_in(a_token(claims), SECRET, at=AT)


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"},
        {"alg": "None"},
        {"alg": "HS512"},
        {"alg": "RS256"},
        {},
        {"alg": "HS256", "crit": ["x"]},
        [],
        "HS256",
    ],
)
def test_no_other_way_of_signing_is_taken(header: Any) -> None:
    with pytest.raises(IdentityRefused):
        identity_in(a_token(header=header), SECRET, at=AT)


def test_forged_cut_and_foreign_tokens_are_refused() -> None:
    good = a_token()
    head, body, signature = good.split(".")
    other = coded(json.dumps({"sub": "1", "exp": SOON}).encode())
    forged = [
        "", ".", "..", "a.b.c", f"{head}.{body}.", f"{head}.{body}", f"{head}.{other}.{signature}", good[:-2],
        f"{good}.{signature}", a_token(secret="other"), a_token(secret=secret_of("instance", 2, "seed")),
        a_token(secret=secret_of("instance", 1, "older")), "é" * 50, good + " ", "x" * 9_000,
        f"{coded(b'[' * 2000)}.{coded(b'[' * 500)}.{signature}",
    ]  # fmt: skip
    for token in forged:
        with pytest.raises(IdentityRefused):
            identity_in(token, SECRET, at=AT)
    with pytest.raises(IdentityRefused):
        identity_in(a_token(secret=""), "", at=AT)  # a shop without a key vouches for nobody
