"""One mail, read: what it says of itself, its words, its files. Runs in the limited process only."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Final

from reprise.apps.conversations.reading import headers, reports
from reprise.apps.conversations.reading.parts import Found, look_at
from reprise.apps.conversations.rules.body import LONGEST
from reprise.apps.conversations.rules.mail_language import language_of
from reprise.apps.conversations.rules.mail_nature import TELLING
from reprise.apps.conversations.rules.quoting import split_quoted
from reprise.core.typed_text import readable

_MARK: Final = re.compile(r"\[rp:[a-z0-9]{10,40}:\]")
_BROKEN: Final = re.compile(r"=\r?\n|[\s>|\u00ad\u200b-\u200d\u2060\ufeff]+")
_SAYS: Final = re.compile(r";\s*(spf|dkim|dmarc|arc)(?:/\d+)?\s*=\s*([a-z]+)")
#: Quoted words and comments, which may hold anything.
_ASIDE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)')
_DELIVERED: Final = (
    "Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Forwarded-To", "X-RCPT-To", "To", "Cc",
    "Resent-To", "Apparently-To",
)  # fmt: skip


def read(path: Path, folder: Path) -> dict[str, Any]:
    """Everything there is to know of a mail; its files lie in the folder."""
    with path.open("rb") as file:
        message = BytesParser(policy=policy.compat32).parse(file)
    found = Found(folder)
    look_at(message, found)
    sender, name = headers.one_sender(message)
    body, quoted = _words(found)
    return {
        "header_id": next(iter(headers.ids(message, "Message-ID")), ""),
        "sender": sender, "sender_name": name, "reply_to": next(iter(headers.addresses(message, "Reply-To")), ""),
        "subject": headers.value(message, "Subject")[:400], "sent_at": headers.moment(message),
        "return_path": _return_path(message), "body": body, "quoted": quoted, "language": language_of(body or quoted),
        "marks": " ".join(_marks(found)), "recipients": headers.addresses(message, *_DELIVERED),
        "references": _references(message), "headers": _telling(message), "authentication": _authentication(message),
        "report": _report(message), "events": found.events, "files": found.files, "left_out": found.left_out,
        **_bounce(message, found, f"{body}\n{quoted}"),
    }  # fmt: skip


def _words(found: Found) -> tuple[str, str]:
    """What was written, and what is folded: quotes, forwarded mails, and what no message is long enough for."""
    text = readable("\n\n".join(said.strip("\n") for said in found.own if said.strip()))
    body, quoted = split_quoted(text)
    if not body.strip():
        body, quoted = ("", quoted) if found.files else (quoted, "")
    if len(body) > LONGEST:
        at = body.rfind("\n", LONGEST // 2, LONGEST - 1)
        at = at if at > 0 else LONGEST - 1
        body, quoted = body[:at], f"{body[at:]}\n\n{quoted}".strip("\n")
    return body, "\n\n".join(part for part in (quoted, *map(readable, found.forwarded)) if part)


def _marks(found: Found) -> list[str]:
    marks: dict[str, None] = {}
    for text in found.raw:
        if "rp" in text or "RP" in text:
            marks.update(dict.fromkeys(_MARK.findall(_BROKEN.sub("", text).lower())))
    return list(marks)[:50]


def _references(message: Message) -> list[str]:
    """What it answers first, then what came before, the nearest first."""
    answered = headers.ids(message, "In-Reply-To")
    before = headers.ids(message, "References")[::-1]
    return list(dict.fromkeys(answered + before))[:200]


def _return_path(message: Message) -> str:
    said = next(headers.values(message, "Return-Path"), None)
    if said is None:
        return ""
    return "<>" if said.strip() in {"<>", ""} else said.strip(" <>").lower()[:320]


def _telling(message: Message) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, _ in message.raw_items():
        low = name.lower()
        if low in TELLING and low not in told:
            told[low] = headers.value(message, name)[:1_000]
    return told


def _authentication(message: Message) -> dict[str, str]:
    """What the server that took the mail in says of it: its header is the topmost, others prove nothing.

    Parts of it were chosen by the sender, the address of the envelope among them: only what begins a result is one.
    """
    whole = next(headers.values(message, "Authentication-Results"), "").lower()
    line = _ASIDE.sub("", whole)
    said = dict(reversed(_SAYS.findall(line)))
    if ("dmarc", "fail") in _SAYS.findall(whole):  # whatever else the sender had a server write there
        said["dmarc"] = "fail"
    return said | ({"by": line.partition(";")[0].strip()[:80]} if said else {})


def _report(message: Message) -> str:
    if message.get_content_type() != "multipart/report":
        return ""
    return str(message.get_param("report-type", "") or "").lower()[:40]


def _bounce(message: Message, found: Found, text: str) -> dict[str, Any]:
    """The addresses a report names, and the letter it is about."""
    reported = found.undelivered or reports.named_in(message)
    robot = headers.one_sender(message)[0].startswith(("mailer-daemon@", "postmaster@"))
    if not reported and robot:
        reported = reports.in_plain_words(text)
    about = found.returned if reported or _report(message) else ""
    if not about and (reported or robot):
        about = reports.id_in_text(text) or reports.id_in_text("\n".join(found.raw))
    return {"undelivered": reported[:50], "bounced_id": about}
