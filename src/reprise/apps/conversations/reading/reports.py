"""What a server's report says: whom it could not reach, and with which letter (RFC 3464)."""

import re
from email.message import Message
from email.parser import HeaderParser
from typing import Final

from reprise.apps.conversations.reading.headers import ids, tidy, value

#: What was taken of blanks is not tried again (`*+`): a text of nothing else would take minutes.
_ID_IN_TEXT: Final = re.compile(r"^[ \t]*+>?[ \t]*+Message-I[dD][ \t]*+:\s{0,20}(<[^<>\s]{1,398}>)", re.MULTILINE)
_ENHANCED: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_QMAIL: Final = re.compile(
    r"^<([^<>\s@]{1,64}@[^<>\s]{1,253})>:\s*\n(.{0,400}?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL
)


def undelivered(status: Message) -> list[dict[str, str]]:
    """Each address of a delivery-status part."""
    found = []
    blocks = status.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message):
            continue
        address = _typed(value(block, "Final-Recipient")) or _typed(value(block, "Original-Recipient"))
        if not address:
            continue
        found.append({
            "address": address.strip("<>").lower(), "action": value(block, "Action").lower(),
            "status": value(block, "Status").split(" ")[0], "said": _typed(value(block, "Diagnostic-Code")),
        })  # fmt: skip
    return [one for one in found if one["action"] in {"failed", "delayed", ""}]


def named_in(message: Message) -> list[dict[str, str]]:
    """Addresses a server names in a header of its own (Exim does)."""
    failed = value(message, "X-Failed-Recipients")
    named = [one.strip().lower() for one in failed.split(",") if "@" in one]
    return [{"address": address, "action": "failed", "status": "5.0.0"} for address in named]


def in_plain_words(text: str) -> list[dict[str, str]]:
    """Addresses in a report without form, as qmail and its heirs write it."""
    found = []
    for address, said in _QMAIL.findall(text[:20_000]):
        code = _ENHANCED.search(said)
        status = code[1] if code else "5.0.0" if re.search(r"\b55\d\b", said) else "4.0.0"
        found.append({"address": address.lower(), "action": "failed", "status": status, "said": tidy(said)[:300]})
    return found


def returned_id(part: Message) -> str:
    """The Message-ID of the letter sent back, whole or only its headers."""
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = payload[0] if payload else None
        return next(iter(ids(inner, "Message-ID")), "") if isinstance(inner, Message) else ""
    return next(iter(ids(HeaderParser().parsestr(str(payload)[:100_000]), "Message-ID")), "")


def id_in_text(text: str) -> str:
    """The first Message-ID quoted in a text."""
    found = _ID_IN_TEXT.search(text[:200_000])
    return found[1] if found else ""


def _typed(told: str) -> str:
    """What follows the type in "rfc822; somebody@example.org"."""
    return tidy(told.partition(";")[2] or told).strip()
