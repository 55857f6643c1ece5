"""Headers of a mail as text, whatever was done to them on the way."""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

LONGEST: Final = 20_000
_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN: Final = re.compile(r"(\?=)\s+(=\?)")
_ID: Final = re.compile(r"<([^<>]{1,398})>")
_ADDRESS: Final = re.compile(r"[^\s<>@,;:\"()\[\]\\]{1,64}@[^\s<>@,;:\"()\[\]\\]{1,253}")
#: Text encodings that are none: they are slow on hostile bytes, or run what they read.
_NEVER: Final = frozenset(
    {"punycode", "idna", "unicode_escape", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
)


def values(message: Message, name: str) -> Iterator[str]:
    """Every value of a header, from the top; folded lines joined, bytes made letters, words not yet decoded."""
    wanted = name.lower()
    for key, value in message.raw_items():
        if key.lower() == wanted:
            raw = str(value)[:LONGEST].encode("utf-8", "surrogateescape")
            yield re.sub(r"[\r\n]+[ \t]?", " ", decoded(raw, "")).strip()


def value(message: Message, name: str) -> str:
    """The first value of a header, its encoded words decoded; empty when there is none."""
    return in_words(next(values(message, name), ""))


def in_words(text: str) -> str:
    """A value with its encoded words (RFC 2047) decoded; a broken one stays as it came."""

    def word(found: "re.Match[str]") -> str:
        charset, how, inside = found.groups()
        try:
            if how in "bB":
                raw = base64.b64decode(inside + "=" * (-len(inside) % 4))
            else:
                raw = quopri.decodestring(inside.replace("_", " ").encode("latin-1", "replace"), header=True)
        except (binascii.Error, ValueError):
            return found[0]
        return decoded(raw, charset.partition("*")[0])

    return tidy(_WORD.sub(word, _BETWEEN.sub(r"\1\2", text)))


def decoded(raw: bytes, charset: str) -> str:
    """Bytes as text: by the charset named when it fits, else as UTF-8, else as Windows does."""
    for name in (charset.strip().strip("\"'").lower(), "utf-8"):
        if not name:
            continue
        try:
            found = codecs.lookup(name).name
            if found not in _NEVER and not (found.startswith("utf-16") and b"\0" not in raw):
                return raw.decode(found)
        except (LookupError, ValueError, TypeError):
            continue
    return raw.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """One line without control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def one_sender(message: Message) -> tuple[str, str]:
    """Address and name of whoever the mail is from; no address when it names none, or several."""
    found = [line for line in values(message, "From") if line]
    if len(found) != 1:
        return "", in_words(found[0])[:160] if found else ""
    pairs = [(name, address) for name, address in getaddresses([found[0]]) if name or address]
    if len(pairs) != 1:
        return "", in_words(found[0])[:160]
    name, address = pairs[0]
    # The address is read before words are decoded: a name that decodes to an address is a name.
    good = _ADDRESS.fullmatch(address) and found[0].rstrip().endswith((address, f"{address}>", ")"))
    return (address.lower() if good else ""), in_words(name)[:160]


def addresses(message: Message, *names: str) -> list[str]:
    """The addresses in some headers, in lower case, each once."""
    found: dict[str, None] = {}
    for name in names:
        for line in values(message, name):
            found.update(dict.fromkeys(address.lower() for address in _ADDRESS.findall(line)))
    return list(found)[:100]


def ids(message: Message, name: str) -> list[str]:
    """The Message-IDs in a header, in brackets; those broken over lines are whole again."""
    found: list[str] = []
    for line in values(message, name):
        bare = "".join(line.split())
        inside = _ID.findall(bare)
        if not inside and "@" in bare and len(bare) < 399 and not set(bare) & set("<>,"):
            inside = [bare]
        found += [f"<{one}>" for one in inside]
    return list(dict.fromkeys(found))


def moment(message: Message) -> str:
    """The Date in ISO form; empty when it is missing or is none."""
    try:
        return parsedate_to_datetime(next(values(message, "Date"), "")).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
