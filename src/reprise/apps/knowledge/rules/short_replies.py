"""A word or two given back: that it was it, that it was not, or thanks; anything longer is a message of its own."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.wording import words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST: Final = 60  # characters


class Reply(StrEnum):
    """What somebody means who says little."""

    YES = "yes"
    NO = "no"
    THANKS = "thanks"


SIGNS: Final = {"👍": Reply.YES, "👌": Reply.YES, "✅": Reply.YES, "👎": Reply.NO, "🙏": Reply.THANKS}


def reply_in(text: str) -> Reply | None:
    """What a message of a few words says, when it says nothing else."""
    if len(text) > LONGEST:
        return None
    if (sign := SIGNS.get(text.strip()[:1])) is not None and not words(text):
        return sign
    return _known().get(" ".join(words(text)))


@cache
def _known() -> dict[str, Reply]:
    text = files("reprise.apps.knowledge").joinpath("words", "replies.yaml").read_bytes()
    document = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    return {" ".join(words(turn)): reply for reply in Reply for turn in document[reply].split("|")}
