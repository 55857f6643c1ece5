"""The closed lists of the knowledge base's tables."""

from enum import StrEnum


class Place(StrEnum):
    """Where a question was asked or a guide begun."""

    HELP = "help"
    CHAT = "chat"
    CLAIM = "claim"
    API = "api"


class Verdict(StrEnum):
    """What a colleague says of an answer: right, wrong, or a person was called for nothing."""

    RIGHT = "right"
    WRONG = "wrong"
    NEEDLESS = "needless"


class GuideEnd(StrEnum):
    """What came of a guide; one that is still open has none."""

    SOLVED = "solved"
    CLAIMED = "claimed"
    PART = "part"
    PERSON = "person"
    LEFT = "left"
