"""Signed marks by which an answer to one of our letters finds the matter it belongs to.

One mark is made of a letter for its kind, a number and sixteen signed letters, all of an alphabet without vowels: it
survives systems that fold the case of addresses, and clients that break lines or put quotation marks before them. It
says where an answer belongs and opens nothing: whoever wrote it must still be somebody of that matter.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from reprise.core.references import ALPHABET

LONGEST_LOCAL_PART: Final = 64  # RFC 5321, 4.5.3.1.1
LONGEST_ADDRESS: Final = 254
SIGNED_LETTERS: Final = 16  # 77 bits: nobody guesses one by mail
SUBJECT_LETTERS: Final = 8  # 38 bits: read aloud, and only ever beside a known sender
_SIGNS: Final = ALPHABET.lower()
_DIGITS: Final = {sign: value for value, sign in enumerate(_SIGNS)}
_MOST: Final = 2**63 - 1
_LONGEST: Final = 14  # letters of the largest number
_TOKEN: Final = f"[{_SIGNS}]{{{SIGNED_LETTERS + 2},{SIGNED_LETTERS + 1 + _LONGEST}}}"
_IN_ID: Final = re.compile(rf"\brp\.({_TOKEN})\.", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(rf"[+=_.-]rp-({_TOKEN})@", re.IGNORECASE)
_IN_BODY: Final = re.compile(rf"\[rp:({_TOKEN}):\]")
_IN_SUBJECT: Final = re.compile(rf"\[#([{_SIGNS} -]{{{SUBJECT_LETTERS + 2},40}})\]", re.IGNORECASE)
_BROKEN: Final = re.compile(r"=\r?\n|[\s>|\u00ad\u200b-\u200d\u2060\ufeff]+")


class About(StrEnum):
    """What a mark points at."""

    CASE = "c"
    CONVERSATION = "t"
    MAILBOX = "m"  # the self-test of an address, which belongs to nobody's matter


@dataclass(frozen=True, slots=True)
class Pointer:
    """What one mark says, once its signature held."""

    about: About
    number: int


def sign(secret: str, about: About, number: int) -> str:
    """The mark of a case, a conversation or a mailbox: 18 to 31 letters."""
    if not 0 <= number <= _MOST:
        raise ValueError("a mark is made of a number of a row")
    return f"{about.value}{_written(number)}{_signature(secret, about, number, SIGNED_LETTERS)}"


def read(secret: str, token: str) -> Pointer | None:
    """What a mark points at, in whatever case it comes; None when it is not ours."""
    return _read(secret, token, SIGNED_LETTERS)


def message_id(token: str, domain: str, nonce: str) -> str:
    """A Message-ID that carries a mark; `nonce` makes it the only one."""
    return f"<rp.{token}.{nonce}@{domain}>"


def plus_address(address: str, token: str) -> str:
    """An address at which only answers about one matter arrive; empty where it would be too long to be one."""
    local, _, domain = address.rpartition("@")
    between = "-" if "+" in local else "+"
    long = f"{local}{between}rp-{token}"
    fits = local and len(long) <= LONGEST_LOCAL_PART and len(long) + 1 + len(domain) <= LONGEST_ADDRESS
    return f"{long}@{domain}" if fits and not local.startswith('"') else ""


def marker(token: str) -> str:
    """A mark as it stands in the body of a letter."""
    return f"[rp:{token}:]"


def subject_token(secret: str, about: About, number: int) -> str:
    """A mark short enough for a subject, such as [#C2K7-H8VX-K3QZ]."""
    signs = f"{about.value}{_written(number)}{_signature(secret, about, number, SUBJECT_LETTERS)}".upper()
    return f"[#{'-'.join(signs[at : at + 4] for at in range(0, len(signs), 4))}]"


def in_message_ids(secret: str, text: str) -> list[Pointer]:
    """What the Message-IDs in a header point at (In-Reply-To, References), each once, in their order."""
    return _all(read(secret, found) for found in _IN_ID.findall(_BROKEN.sub(" ", text)))


def in_addresses(secret: str, text: str) -> list[Pointer]:
    """What the plus addresses in a header or an envelope point at, each once, in their order."""
    return _all(read(secret, found) for found in _IN_ADDRESS.findall(text))


def in_body(secret: str, text: str) -> list[Pointer]:
    """What the markers in a body point at, text or HTML, quoted and broken over lines as it may be."""
    return _all(read(secret, found) for found in _IN_BODY.findall(_BROKEN.sub("", text).lower()))


def in_subject(secret: str, text: str) -> list[Pointer]:
    """What the marks in a subject point at; somebody may have typed them."""
    return _all(_read(secret, re.sub("[ -]", "", found), SUBJECT_LETTERS) for found in _IN_SUBJECT.findall(text))


def _all(found: Iterable[Pointer | None]) -> list[Pointer]:
    return list(dict.fromkeys(pointer for pointer in found if pointer is not None))


def _read(secret: str, token: str, signed: int) -> Pointer | None:
    signs = token.lower()
    kind, digits, signature = signs[:1], signs[1:-signed], signs[-signed:]
    if kind not in set(About) or not 1 <= len(digits) <= _LONGEST or not set(signs) <= _DIGITS.keys():
        return None
    about, number = About(kind), _number(digits)
    if number > _MOST or digits != _written(number):
        return None
    ours = hmac.compare_digest(signature, _signature(secret, about, number, signed))
    return Pointer(about, number) if ours else None


def _written(number: int) -> str:
    signs = ""
    while number or not signs:
        number, digit = divmod(number, len(_SIGNS))
        signs = _SIGNS[digit] + signs
    return signs


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(_SIGNS) + _DIGITS[sign]
    return number


def _signature(secret: str, about: About, number: int, letters: int) -> str:
    """Letters only who knows the secret can make; those of a subject say nothing of the longer ones."""
    told = f"{about.value}:{number}:{letters}".encode()
    value = int.from_bytes(hmac.digest(_key(secret), told, "sha256"), "big")
    signs = []
    for _ in range(letters):
        value, digit = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[digit])
    return "".join(signs)


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    """A key of our own, so that a mark is never the signature of something else."""
    return hashlib.blake2b(secret.encode(), digest_size=32, person=b"reprise-mail-tkn").digest()
