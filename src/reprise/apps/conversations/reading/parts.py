"""Walks the parts of a mail: the text somebody reads, the files beside it, what a server reports."""

import re
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Final

from reprise.apps.conversations.reading import reports
from reprise.apps.conversations.reading.calendars import events_in
from reprise.apps.conversations.reading.headers import decoded, in_words, tidy, value
from reprise.apps.conversations.reading.html_text import html_text
from reprise.apps.conversations.reading.winmail import unpacked

DEEPEST: Final = 30
MOST_PARTS: Final = 500
MOST_FILES: Final = 25
LONGEST_TEXT: Final = 2_000_000
_SIGNATURES: Final = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_READ: Final = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"})
_ENDINGS: Final = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/heic": ".heic",
    "application/pdf": ".pdf", "video/mp4": ".mp4", "model/stl": ".stl",
}  # fmt: skip


class TooDeep(Exception):
    """More parts, or parts within parts, than any mail program makes."""


@dataclass(slots=True)
class Found:
    """What was found so far."""

    folder: Path
    own: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)  # every text as it came: our markers may be in any
    files: list[dict[str, str]] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)
    events: list[dict[str, str]] = field(default_factory=list)
    undelivered: list[dict[str, str]] = field(default_factory=list)
    returned: str = ""
    parts: int = 0


def look_at(part: Message, found: Found, depth: int = 0, *, words: list[str] | None = None) -> None:
    """Take what one part holds, and what it is made of."""
    found.parts += 1
    if depth > DEEPEST or found.parts > MOST_PARTS:
        raise TooDeep
    words = found.own if words is None else words
    kind, payload = part.get_content_type(), part.get_payload()
    if kind in {"message/delivery-status", "message/global-delivery-status"}:
        found.undelivered += reports.undelivered(part)
    elif kind in {"text/rfc822-headers", "message/global-headers"}:
        found.returned = found.returned or reports.returned_id(part)
    elif kind in {"message/rfc822", "message/global"} and isinstance(payload, list):
        _forwarded(part, found, depth)
    elif isinstance(payload, list):
        _several(part, [child for child in payload if isinstance(child, Message)], found, depth, words)
    else:
        _leaf(part, kind, found, words)


def _several(part: Message, payload: list[Message], found: Found, depth: int, words: list[str]) -> None:
    """Of alternatives the first that says something is read, plain text before HTML; of others, all."""
    if part.get_content_subtype() != "alternative":
        for child in payload:
            look_at(child, found, depth + 1, words=words)
        return
    chosen: list[str] = []
    plain_first = sorted(payload, key=lambda child: child.get_content_type() != "text/plain")
    for child in plain_first:
        said: list[str] = []
        look_at(child, found, depth + 1, words=said)
        chosen = chosen if any(text.strip() for text in chosen) else said
    words += chosen


def _forwarded(part: Message, found: Found, depth: int) -> None:
    """A mail within the mail: its words are quoted, its files are files."""
    inner = part.get_payload(0)
    assert isinstance(inner, Message)
    found.returned = found.returned or reports.returned_id(part)
    said: list[str] = []
    look_at(inner, found, depth + 1, words=said)
    head = [f"{name}: {told}" for name in ("From", "Date", "To", "Subject") if (told := value(inner, name))]
    found.forwarded.append("\n".join([*head, "", *said]))


def _leaf(part: Message, kind: str, found: Found, words: list[str]) -> None:
    name = _name(part)
    beside = (part.get_content_disposition() or "") == "attachment"
    if kind in _READ and not beside and (kind == "text/html" or not name):
        _text(part, kind, found, words)
    elif part.is_multipart() or kind.startswith("multipart/"):  # its boundary is nowhere: what there is, is text
        words.append(_letters(part))
    elif kind == "text/calendar" or name.lower().endswith(".ics"):
        _calendar(_bytes(part), found)
    elif kind in {"application/ms-tnef", "application/vnd.ms-tnef"} or name.lower() == "winmail.dat":
        _winmail(part, found, words)
    elif kind not in _SIGNATURES:
        _keep(_bytes(part), name or _made_up(kind, found), _content_id(part), found)


def _text(part: Message, kind: str, found: Found, words: list[str]) -> None:
    text = _letters(part)
    found.raw.append(text)
    if kind != "text/plain":
        text = html_text(text)
    elif "flowed" in str(part.get_param("format", "") or "").lower():
        text = _unflowed(text, keeps=str(part.get_param("delsp", "") or "").lower() != "yes")
    words.append(text)


def _unflowed(text: str, *, keeps: bool) -> str:
    """Lines that a program wrapped, whole again (RFC 3676); quoted ones stay as they are."""
    lines: list[str] = []
    flows = False
    for line in text.split("\n"):
        line = line.rstrip("\r")
        plain = not line.startswith(">") and line != "-- "
        if flows and plain:
            lines[-1] += line
        else:
            lines.append(line)
        flows = plain and line.endswith(" ") and line.strip() != ""
        if flows and not keeps:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _calendar(raw: bytes, found: Found) -> None:
    known = {tuple(sorted(event.items())) for event in found.events}
    found.events += [event for event in events_in(raw) if tuple(sorted(event.items())) not in known]


def _winmail(part: Message, found: Found, words: list[str]) -> None:
    text, html, files = unpacked(_bytes(part))
    if not (text or html or files):
        found.left_out.append({"name": _name(part) or "winmail.dat", "code": "file_damaged"})
        return
    found.raw += [said for said in (text, html) if said]
    if not any(said.strip() for said in words):
        words.append(text or html_text(html))
    for name, raw in files:
        if name.lower().endswith(".ics"):
            _calendar(raw, found)
        elif raw:
            _keep(raw, tidy(name) or _made_up("", found), "", found)


def _keep(raw: bytes, name: str, content_id: str, found: Found) -> None:
    """Leave a file in the folder, for the gate to look at."""
    if not raw:
        return
    if len(found.files) >= MOST_FILES:
        found.left_out.append({"name": name, "code": "too_many_files"})
        return
    path = f"file-{len(found.files)}"
    (found.folder / path).write_bytes(raw)
    found.files.append({"path": path, "name": name, "content_id": content_id})


def _bytes(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _letters(part: Message) -> str:
    payload, named = part.get_payload(), part.get_param("charset", "")
    raw = _bytes(part) or (payload.encode("utf-8", "replace") if isinstance(payload, str) else b"")
    charset = named[:40] if isinstance(named, str) else ""
    return decoded(raw[:LONGEST_TEXT], charset).replace("\r\n", "\n").replace("\r", "\n")


def _name(part: Message) -> str:
    try:
        return in_words(part.get_filename() or "")[:200]
    except (ValueError, LookupError, TypeError):
        return ""


def _made_up(kind: str, found: Found) -> str:
    return f"attachment-{len(found.files) + 1}{_ENDINGS.get(kind, '')}"


def _content_id(part: Message) -> str:
    return re.sub(r"[<>\s]", "", value(part, "Content-ID"))[:200]
