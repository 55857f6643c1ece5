"""What a message may be: plain text that reads as it was written."""

from typing import Final

from reprise.core.refusals import Invalid, Refusal, mark
from reprise.core.typed_text import is_blank, readable

LONGEST: Final = 10_000


class MessageTooLong(Refusal):
    """More text than one message holds."""

    code = "message_too_long"
    sentence = mark(
        "The message has %(length)s characters; the most is %(longest)s. Shorten it, or add the text as a file."
    )


def tidy_body(typed: str) -> str:
    """The text as it reads; refused when empty or too long."""
    body = readable(typed)
    if is_blank(body):
        raise Invalid(field="body", why=mark("write a message."))
    if len(body) > LONGEST:
        raise MessageTooLong(field="body", length=len(body), longest=LONGEST)
    return body
