"""What a paper is made of: blocks of plain data, drawn alike on every document."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What matters most, first and large: the answer, and one sentence about it."""

    headline: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break stays one, an empty line begins a new paragraph."""

    text: str
    soft: bool = False  # said in a lower voice: small print, an explanation


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, a row each, or side by side across the page."""

    rows: tuple[tuple[str, str], ...]
    across: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head that is repeated on each page; `total` rows end it in bold."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Literal["left", "right"], ...] = ()  # left where nothing is said
    total: tuple[tuple[str, ...], ...] = ()
    wide: int = 0  # the column that takes the room that is left


@dataclass(frozen=True, slots=True)
class Items:
    """A list with bullets, with numbers, or with boxes to tick."""

    entries: tuple[str, ...]
    mark: Literal["bullet", "number", "tick"] = "bullet"
    headed: bool = False  # the first one in bold, what belongs to it set in below


@dataclass(frozen=True, slots=True)
class Source:
    """A reason, with the text or the rule it rests on in a chip after it."""

    text: str
    chip: str
    shop: bool = False  # a rule of the shop, drawn in grey; the law is petrol


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, kept as they wrote them."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to heed, on a tinted ground."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with the text beside it. `holds` is what a telephone reads, `says` tells it to who cannot see it."""

    holds: str
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `drawing` is a symbol of the pages."""

    drawing: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, side by side, each with its drawing."""

    entries: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in by hand: what is asked, and ruled lines below it."""

    label: str
    lines: int = 1


Block = Blank | Heading | Answer | Paragraph | Facts | Table | Items | Source | Quote | Notice | Code | Steps
