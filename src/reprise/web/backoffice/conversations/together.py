"""What the lists of all colleagues have in common: looked up once for all whose pages were told at the same time.

A page that was told of something asks for its list a moment later (`CALM` of frontend/islands/inbox.ts). What was
looked up within that moment therefore holds whatever the page was told of; of what came after, it is told again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Final

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reprise.apps.accounts.queries import colleagues
from reprise.readmodels.inbox.asked import Asked, View
from reprise.readmodels.inbox.counts import counts_of_people, tab_counts
from reprise.readmodels.inbox.order import Place
from reprise.readmodels.inbox.page import inbox_page
from reprise.web.backoffice.conversations import choice
from reprise.web.backoffice.conversations.rows import Line, line_of
from reprise.web.backoffice.door import StaffRequest

FRESH: Final = timedelta(milliseconds=650)  # shorter than the moment a told page waits
ROW: Final = "desk/conversations/line.html"


@dataclass(frozen=True, slots=True)
class Common:
    """A list as everybody sees it, and how many conversations each of them has."""

    at: datetime
    lines: tuple[tuple[int | None, Line], ...]  # whose each is
    next_place: Place | None
    people: Mapping[int, str]
    counts: Mapping[View, int]
    mine: Mapping[int, int] | None = None  # of each colleague; none where the counts are of one reader

    def lines_for(self, person_id: int | None) -> list[Line]:
        """The lines, with what is the reader's told to be theirs."""
        return [replace(line, mine=True) if whose and whose == person_id else line for whose, line in self.lines]

    def counts_for(self, person_id: int | None) -> Mapping[View, int]:
        """How many stand in each of the reader's tabs."""
        return self.counts if self.mine is None else {**self.counts, View.MINE: self.mine.get(person_id or 0, 0)}

    def drawn(self, lines: list[Line], open_key: str, *, may_write: bool) -> Iterator[SafeString]:
        """The rows as a page shows them."""
        where = get_language() or "", timezone.get_current_timezone_name()
        for place, line in enumerate(lines):
            state = line.key == open_key, not open_key and not place, may_write
            yield _row(line, *state, *where)


@lru_cache(maxsize=1_000)  # of a list that is drawn anew most rows say what they said
def _row(
    line: Line, is_open: bool, is_first: bool, may_write: bool, _language: str, _zone: str
) -> SafeString:  # fmt: skip
    """A row is told by its line, and by the language and the clock of the page."""
    shown = {"line": line, "is_open": is_open, "is_first": is_first, "may_write": may_write}
    return SafeString(get_template(ROW).render(shown))


_KEPT: Final[dict[tuple[object, ...], Common]] = {}
_LOOKING: Final = Lock()  # whoever asks while somebody looks waits, and finds it


def look(request: StaffRequest, asked: Asked, place: Place | None, at: datetime) -> Common:
    """Look the list up, as it is now."""
    page = inbox_page(request.actor, asked, at=at, place=place)
    query = choice.suffix(asked)
    return Common(
        at=at, next_place=page.next_place,
        lines=tuple((row.assignee.pk if row.assignee else None, line_of(request, row, query, at)) for row in page.rows),
        people={person.pk: str(person) for person in colleagues(request.actor)},
        counts=tab_counts(request.actor, at),
    )  # fmt: skip


def look_together(request: StaffRequest, asked: Asked, place: Place | None, at: datetime) -> Common:
    """Look the list up for a page that was told just now, unless somebody looked meanwhile."""
    own = request.actor.person_id if asked.view is View.MINE or asked.assignee == "me" else None
    key = (request.shop.pk, get_language(), asked, place, own)
    with _LOOKING:
        kept = _KEPT.get(key)
        if kept is None or not timedelta(0) <= at - kept.at < FRESH:
            _forget(at)
            found = look(request, asked, place, at)
            kept = _KEPT[key] = replace(found, mine=counts_of_people(request.actor, at))
    return kept


def _forget(at: datetime) -> None:
    for key in [key for key, kept in _KEPT.items() if abs(at - kept.at) >= FRESH]:
        del _KEPT[key]
