"""What a customer has said so far, as a draft keeps it, and the pages that remain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from reprise.readmodels.requests import Request, Wish

WITHDRAW, DEFECT, WRONG_ITEM = "withdraw", "defect", "wrong_item"
CHANGES_WHEN_OPENED: Final = frozenset({"filament", "resin"})  # kinds the law asks more of once unsealed
PRINTS: Final = frozenset({"catalogue_print", "custom_print", "personalised_print"})


class Page(StrEnum):
    """The questions, in their order; the values are the names of the addresses."""

    ITEMS = "items"
    REASON = "reason"
    OPENED = "opened"
    SAFETY = "safety"
    WISH = "wish"
    EVIDENCE = "evidence"
    RIGHTS = "rights"


STEP_OF: Final[Mapping[Page, int]] = {
    Page.ITEMS: 2, Page.REASON: 3, Page.OPENED: 3, Page.SAFETY: 3, Page.WISH: 3, Page.EVIDENCE: 4, Page.RIGHTS: 5,
}  # fmt: skip
STEPS: Final = 5  # finding the order is the first


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about one order line."""

    claim: str = ""
    reason: str = ""
    description: str = ""
    opened: bool | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything said so far. `kinds` are the product kinds of the chosen lines, from the order."""

    kinds: Mapping[int, str]
    items: Mapping[int, int] = field(default_factory=dict)  # order line → pieces
    lines: Mapping[int, Answer] = field(default_factory=dict)
    danger: bool | None = None
    wish: str | None = None
    files: tuple[int, ...] = ()
    evidence_done: bool = False

    def about(self, line_id: int) -> Answer:
        """What is said about a line; nothing yet is an empty answer."""
        return self.lines.get(line_id, Answer())

    @property
    def something_is_wrong(self) -> bool:
        """Whether any line is more than a change of mind."""
        return any(self.about(line_id).claim in {DEFECT, WRONG_ITEM} for line_id in self.items)


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the request, for one line where the question is asked line by line."""

    page: Page
    line_id: int | None = None


def stops(said: Answers) -> list[Stop]:
    """The pages this request goes through, given what was said."""
    found = [Stop(Page.ITEMS)]
    for line_id in said.items:
        found.append(Stop(Page.REASON, line_id))
        if said.about(line_id).claim == WITHDRAW and said.kinds.get(line_id) in CHANGES_WHEN_OPENED:
            found.append(Stop(Page.OPENED, line_id))
    if any(said.about(line_id).claim == DEFECT for line_id in said.items):
        found.append(Stop(Page.SAFETY))
    if said.something_is_wrong:
        found += [Stop(Page.WISH), Stop(Page.EVIDENCE)]
    return [*found, Stop(Page.RIGHTS)]


def is_answered(said: Answers, stop: Stop) -> bool:
    """Whether a page has what it asks for."""
    about = said.about(stop.line_id or 0)
    match stop.page:
        case Page.ITEMS:
            return bool(said.items)
        case Page.REASON:
            return bool(about.claim)
        case Page.OPENED:
            return about.opened is not None
        case Page.SAFETY:
            return said.danger is not None
        case Page.WISH:
            return said.wish is not None
        case Page.EVIDENCE:
            return said.evidence_done
        case Page.RIGHTS:
            return False


def first_open(said: Answers) -> Stop:
    """The first page that still lacks its answer."""
    return next(stop for stop in stops(said) if not is_answered(said, stop))


def is_reachable(said: Answers, stop: Stop) -> bool:
    """Whether a page belongs to this request and everything before it is answered."""
    way = stops(said)
    return stop in way and all(is_answered(said, before) for before in way[: way.index(stop)])


def after(said: Answers, stop: Stop) -> Stop:
    """The page that follows."""
    way = stops(said)
    return way[way.index(stop) + 1]


def before(said: Answers, stop: Stop) -> Stop | None:
    """The page that comes before, None for the first."""
    way = stops(said)
    place = way.index(stop)
    return way[place - 1] if place else None


def read(data: Mapping[str, Any], kinds: Mapping[int, str]) -> Answers:
    """The answers a draft keeps; a line the order no longer has is left out."""
    items = {int(key): int(pieces) for key, pieces in data.get("items", {}).items() if int(key) in kinds}
    return Answers(
        kinds={line_id: kinds[line_id] for line_id in items},
        items=items,
        lines={int(key): Answer(**kept) for key, kept in data.get("lines", {}).items() if int(key) in items},
        danger=data.get("danger"),
        wish=data.get("wish"),
        files=tuple(data.get("files", ())),
        evidence_done=bool(data.get("evidence_done")),
    )


def request_of(said: Answers, *, language: str, draft_key: str) -> Request:
    """The request as law, policy and the workflow understand it."""
    wishes = tuple(_wish(said, line_id, pieces) for line_id, pieces in said.items.items())
    files = said.files if said.something_is_wrong else ()
    return Request(wishes=wishes, danger=bool(said.danger), language=language, file_ids=files, draft_key=draft_key)


def _wish(said: Answers, line_id: int, pieces: int) -> Wish:
    about = said.about(line_id)
    remedy = said.wish or ""
    if remedy == "replacement" and said.kinds[line_id] in PRINTS:
        remedy = "reprint"
    return Wish(
        order_line_id=line_id, quantity=pieces, claim=about.claim, reason=about.reason, description=about.description,
        asked_remedy="" if about.claim == WITHDRAW else remedy, opened=bool(about.opened),
    )  # fmt: skip


def kept(lines: Mapping[int, Answer], line_id: int, said: Answer) -> dict[str, object]:
    """The lines as the draft keeps them, with one answered anew."""
    every = {**lines, line_id: said}
    return {str(key): _plain(about) for key, about in every.items()}


def _plain(about: Answer) -> dict[str, object]:
    return {"claim": about.claim, "reason": about.reason, "description": about.description, "opened": about.opened}


def reasons_of(said: Answers) -> Sequence[str]:
    """The reasons given, each once, for the pictures to ask for."""
    return list(dict.fromkeys(about.reason for about in said.lines.values() if about.reason))
