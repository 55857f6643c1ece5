"""What programs send and get: the shapes shared by several endpoints. Money is in minor units of the named currency."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Final, Generic, TypeVar

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Field(ge=1, lt=2**63)]
Pieces = Annotated[int, Field(ge=1, le=100_000)]
Minor = Annotated[int, Field(ge=0, le=10**12)]
NO_NUL: Final = r"^[^\x00]*$"  # PostgreSQL keeps no text with this character, so none gets past the door
Text = Annotated[str, Field(max_length=5_000, pattern=NO_NUL)]
ShortText = Annotated[str, Field(max_length=240, pattern=NO_NUL)]
ClientId = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
Reference = Annotated[str, Field(max_length=40, pattern=NO_NUL)]
Slug = Annotated[str, Field(max_length=60, pattern=NO_NUL)]
Cursor = Annotated[str, Field(max_length=400, pattern=NO_NUL)]
Limit = Annotated[int, Field(ge=1, le=100)]
Row = TypeVar("Row")


class Body(BaseModel):
    """What a program sends; a name we do not know is refused rather than silently dropped.

    No Schema of ninja's: that looks at each value twice, to make rows of Django into values as well.
    """

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Page(Schema, Generic[Row]):
    """A page of a list; `next` is the cursor of the page after, null on the last."""

    items: list[Row]
    next: str | None = None


#: An answer in the shape of its schema, written as it stands: what comes from our own tables is not checked again.
Shape = dict[str, object]


def shown(schema: type[Schema], row: object) -> Shape:
    """A row as an answer shows it, by the names of a schema."""
    names, read = _reader(schema)
    return dict(zip(names, read(row), strict=True))


@cache
def _reader(schema: type[Schema]) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """The fields of a schema, and how all of them are read at once; one alone would not come as a tuple."""
    names = tuple(schema.model_fields)
    return names, attrgetter(*names)


class ActionOut(Schema):
    """A deed that is open now, and what it is about."""

    deed: str
    line_id: int | None = None
    item_ids: list[int] = Field(default_factory=list)
    remedy_id: int | None = None
    refund_id: str | None = None
    parcel_id: int | None = None
    deadline_id: int | None = None
    optional: bool = False


class WhyOut(Schema):
    """A reason with the text or the shop's rule behind it."""

    text: str
    label: str
    url: str
    is_shop: bool


class CitedOut(Schema):
    """A text and where to read it."""

    label: str
    url: str


class WayOut(Schema):
    """One thing to do after a "no"; `code`: again, mediator, centre, authority or court."""

    code: str
    text: str
    sources: list[CitedOut]


class ToldOut(Schema):
    """An answer in words, in the language of the request."""

    headline: str
    what: str
    until: str
    pays: str
    next_step: str
    why: list[WhyOut]
    remains: list[str]
    disagree: str
    paths: list[WayOut]


class DeadlineOut(Schema):
    """By when (inclusive) somebody must act, and the rule that says so."""

    id: int
    name: str
    due_on: date
    basis: str
    source: str
    duty: str
    state: str


class EventOut(Schema):
    """One line of a case's timeline, with the hash that chains it."""

    sequence: int
    at: datetime
    type: str
    actor: str
    data: dict[str, object]
    hash: str
