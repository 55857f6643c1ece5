"""What was read of a mail, before anybody believes a word of it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Self

LONGEST_ID: Final = 400
_TEXTS: Final = {
    "header_id": LONGEST_ID, "sender": 320, "sender_name": 160, "reply_to": 320, "subject": 400, "sent_at": 40,
    "return_path": 320, "body": 10_000, "quoted": 2_000_000, "language": 5, "marks": 4_000, "bounced_id": LONGEST_ID,
    "report": 40,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file beside the text: where the limited process left its bytes, and what it is called."""

    path: str
    name: str
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What a server says of one address it could not reach."""

    address: str
    action: str = ""  # failed, delayed …
    status: str = ""  # 5.1.1
    said: str = ""

    @property
    def is_permanent(self) -> bool:
        """Whether trying again is of no use."""
        return self.action in {"failed", ""} and self.status.startswith("5")


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail as the limited process read it. Texts are tidied and bounded; nothing in it is proved."""

    header_id: str = ""
    sender: str = ""  # in lower case
    sender_name: str = ""
    reply_to: str = ""
    subject: str = ""
    sent_at: str = ""
    return_path: str = ""  # "<>" when the envelope named nobody
    body: str = ""
    quoted: str = ""
    language: str = ""
    marks: str = ""  # what looks like one of our markers, wherever it stood
    bounced_id: str = ""  # Message-ID of the letter a report is about
    report: str = ""  # report-type of a multipart/report
    recipients: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # the nearest first
    headers: Mapping[str, str] = field(default_factory=dict)  # those a nature is read from, names in lower case
    authentication: Mapping[str, str] = field(default_factory=dict)
    undelivered: tuple[Undelivered, ...] = ()
    events: tuple[Mapping[str, str], ...] = ()  # invitations: what, from, until, where, by whom
    files: tuple[Attached, ...] = ()
    left_out: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def in_form(cls, said: Mapping[str, Any]) -> Self:
        """What the limited process says, bounded again: it read hostile bytes and is not believed."""
        texts = {name: _clean(said.get(name, ""), most) for name, most in _TEXTS.items()}
        return cls(
            **texts,
            recipients=_strings(said.get("recipients"), 100, 320),
            references=_strings(said.get("references"), 200, LONGEST_ID),
            headers={_clean(k, 60): _clean(v, 1_000) for k, v in list(dict(said.get("headers") or {}).items())[:60]},
            authentication={
                _clean(k, 20): _clean(v, 80) for k, v in list(dict(said.get("authentication") or {}).items())
            },
            undelivered=tuple(
                Undelivered(
                    **{name: _clean(one.get(name, ""), 300) for name in ("address", "action", "status", "said")}
                )
                for one in list(said.get("undelivered") or ())[:50]
            ),
            files=tuple(
                Attached(_clean(one["path"], 40), _clean(one["name"], 200), _clean(one.get("content_id", ""), 200))
                for one in list(said.get("files") or ())[:100]
            ),
            events=tuple(
                {name: _clean(one.get(name, ""), 300) for name in ("what", "begins", "ends", "where", "by", "method")}
                for one in list(said.get("events") or ())[:10]
            ),
            left_out=tuple(
                {"name": _clean(one.get("name", ""), 200), "code": _clean(one.get("code", ""), 40)}
                for one in list(said.get("left_out") or ())[:100]
            ),
        )

    def sent(self) -> datetime | None:
        """When it says it was sent; None when it says nothing that is a moment."""
        try:
            moment = datetime.fromisoformat(self.sent_at)
        except ValueError:
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        try:
            return aware.astimezone(UTC)
        except (OverflowError, ValueError):
            return None


def _strings(found: object, most: int, longest: int) -> tuple[str, ...]:
    return tuple(_clean(one, longest) for one in found[:most]) if isinstance(found, list) else ()


def _clean(found: object, longest: int) -> str:
    """Text that a database takes: no control characters but line ends, no halves of characters."""
    text = str(found)[:longest]
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
