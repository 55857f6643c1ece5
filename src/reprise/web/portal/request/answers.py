"""What a customer has said so far, as a draft keeps it, and the pages that remain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

WITHDRAW, DEFECT, WRONG_ITEM = "withdraw", "defect", "wrong_item"
LATE, NOT_RECEIVED = "late_delivery", "not_received"
NOT_HERE: Final = frozenset({LATE, NOT_RECEIVED})  # nothing came: no photo shows it, nothing goes back
CHANGES_WHEN_OPENED: Final = frozenset({"filament", "resin"})  # kinds the law asks more of once unsealed
PRINTS: Final = frozenset({"catalogue_print", "custom_print", "personalised_print"})


class Page(StrEnum):
    """The questions, in their order; the values are the names of the addresses."""

    ITEMS = "items"
    REASON = "reason"
    OPENED = "opened"
    DELIVERY = "delivery"
    SAFETY = "safety"
    STOP = "stop"
    TRY = "try_first"
    WISH = "wish"
    EVIDENCE = "evidence"
    RIGHTS = "rights"


STEP_OF: Final[Mapping[Page, int]] = {
    Page.ITEMS: 2, Page.REASON: 3, Page.OPENED: 3, Page.DELIVERY: 3, Page.SAFETY: 3, Page.STOP: 3, Page.TRY: 3,
    Page.WISH: 3, Page.EVIDENCE: 4, Page.RIGHTS: 5,
}  # fmt: skip
STEPS: Final = 5  # finding the order is the first


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about one order line."""

    claim: str = ""
    reason: str = ""
    description: str = ""
    opened: bool | None = None
    tracking: str = ""  # of goods that did not come: delivered or returned, says the carrier


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a delivery that did not come; days as the browser sends them."""

    promised: str = ""
    essential: bool = False
    asked: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Guides to try first, which the reason of one article calls for; said no to once, it is not made again."""

    line_id: int
    reason: str
    guides: tuple[str, ...]

    @property
    def key(self) -> str:
        """What a draft keeps of an offer that was answered."""
        return f"{self.line_id}:{self.reason}"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything said so far. `kinds` are the product kinds of the chosen lines, `unsent` those that have not left."""

    kinds: Mapping[int, str]
    unsent: frozenset[int] = frozenset()
    items: Mapping[int, int] = field(default_factory=dict)  # order line → pieces
    lines: Mapping[int, Answer] = field(default_factory=dict)
    delivery: Told | None = None
    danger: bool | None = None
    hazard: str = ""
    stopped: bool = False
    wish: str | None = None
    files: tuple[int, ...] = ()
    shots: Mapping[str, int] = field(default_factory=dict)
    evidence_done: bool = False
    offer: Offer | None = None
    tried: str = ""  # the offer that was answered, whichever way

    def about(self, line_id: int) -> Answer:
        """What is said about a line; nothing yet is an empty answer."""
        return self.lines.get(line_id, Answer())

    @property
    def claims(self) -> frozenset[str]:
        """What is claimed of the chosen lines."""
        return frozenset(self.about(line_id).claim for line_id in self.items)

    @property
    def something_is_wrong(self) -> bool:
        """Whether any line is more than a change of mind."""
        return bool(self.claims & {DEFECT, WRONG_ITEM, *NOT_HERE})

    @property
    def can_be_shown(self) -> bool:
        """Whether a photo of something may help."""
        return bool(self.claims & {DEFECT, WRONG_ITEM})

    @property
    def is_cancellation(self) -> bool:
        """Whether all of it is called off before it leaves."""
        return self.claims == {WITHDRAW} and self.unsent.issuperset(self.items)


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
        sent = line_id not in said.unsent
        if said.about(line_id).claim == WITHDRAW and sent and said.kinds.get(line_id) in CHANGES_WHEN_OPENED:
            found.append(Stop(Page.OPENED, line_id))
    if said.claims & NOT_HERE:
        found.append(Stop(Page.DELIVERY))
    if DEFECT in said.claims:
        found.append(Stop(Page.SAFETY))
        if said.danger:
            found.append(Stop(Page.STOP))
        if said.offer and said.danger is False:
            found.append(Stop(Page.TRY))
    if said.something_is_wrong:
        found.append(Stop(Page.WISH))
    if said.can_be_shown:
        found.append(Stop(Page.EVIDENCE))
    return [*found, Stop(Page.RIGHTS)]


def is_answered(said: Answers, stop: Stop) -> bool:
    """Whether a page has what it asks for."""
    about = said.about(stop.line_id or 0)
    return {
        Page.ITEMS: bool(said.items),
        Page.REASON: bool(about.claim),
        Page.OPENED: about.opened is not None,
        Page.DELIVERY: said.delivery is not None,
        Page.SAFETY: said.danger is not None,
        Page.STOP: said.stopped,
        Page.TRY: said.offer is None or said.tried == said.offer.key,
        Page.WISH: said.wish is not None,
        Page.EVIDENCE: said.evidence_done,
        Page.RIGHTS: False,
    }[stop.page]


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


def read(data: Mapping[str, Any], kinds: Mapping[int, str], unsent: frozenset[int] = frozenset()) -> Answers:
    """The answers a draft keeps; a line the order no longer has is left out."""
    items = {int(key): int(pieces) for key, pieces in data.get("items", {}).items() if int(key) in kinds}
    told = data.get("delivery")
    return Answers(
        kinds={line_id: kinds[line_id] for line_id in items},
        unsent=unsent,
        items=items,
        lines={int(key): Answer(**kept) for key, kept in data.get("lines", {}).items() if int(key) in items},
        delivery=Told(**told) if told is not None else None,
        danger=data.get("danger"),
        hazard=str(data.get("hazard", "")),
        stopped=bool(data.get("stopped")),
        wish=data.get("wish"),
        files=tuple(data.get("files", ())),
        shots=dict(data.get("shots", {})),
        evidence_done=bool(data.get("evidence_done")),
        tried=str(data.get("tried", "")),
    )


def kept(lines: Mapping[int, Answer], *line_ids: int, said: Answer) -> dict[str, object]:
    """The lines as the draft keeps them, with some answered anew."""
    every = {**lines, **dict.fromkeys(line_ids, said)}
    return {str(key): plain(about) for key, about in every.items()}


def plain(about: Answer) -> dict[str, object]:
    """One answer as the draft keeps it."""
    return {
        "claim": about.claim, "reason": about.reason, "description": about.description, "opened": about.opened,
        "tracking": about.tracking,
    }  # fmt: skip
