"""What a message may be: plain text that reads as it was written."""

import unicodedata
from typing import Final

from reprise.core.refusals import Invalid, Refusal, mark

LONGEST: Final = 10_000

#: Characters that reorder the text around them, and so can make it read as something else.
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"})


class MessageTooLong(Refusal):
    """More text than one message holds."""

    code = "message_too_long"
    sentence = mark(
        "The message has %(length)s characters; the most is %(longest)s. Shorten it, or add the text as a file."
    )


def tidy_body(typed: str) -> str:
    """The text as kept: one kind of line end, no control and no reordering character, no blank edges.

    Right-to-left writing keeps its own marks; only what overrides its neighbours goes. Refused when empty or too long.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    body = "".join(c for c in lines if c in "\n\t" or _readable(c)).strip()
    if not body:
        raise Invalid(field="body", why=mark("write a message."))
    if len(body) > LONGEST:
        raise MessageTooLong(field="body", length=len(body), longest=LONGEST)
    return body


def _readable(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _REORDERING
