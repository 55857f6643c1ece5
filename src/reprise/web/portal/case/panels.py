"""The parts of a case's page: its lines, dates, and what was said and done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.cases.events import INTERNAL, SENTENCES, EventType
from reprise.apps.cases.kinds import CaseKind, DeadlineState, Duty, LineState, RemedyState
from reprise.apps.cases.queries import terms_that_run_on
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.clock_words import clock, wall
from reprise.readmodels.deadline_sources import source_in_words
from reprise.readmodels.deadline_words import effect_of, why_this_day
from reprise.readmodels.deadlines import PROMISED
from reprise.readmodels.evidence_demand import shots_missing_of
from reprise.readmodels.proposal import proposal_of
from reprise.web.portal.case import words
from reprise.web.portal.case.scene import Scene
from reprise.web.portal.request.answers import NOT_HERE
from reprise.web.portal.request.draft import language
from reprise.web.portal.request.tiles import drawing_of, title_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, Deadline
    from reprise.readmodels.explained import Told

SEEN = frozenset({"defect", "wrong_item"})
REFUSED = frozenset({LineState.DECLINED, LineState.UPHELD, LineState.PARTLY_APPROVED})


@dataclass(frozen=True, slots=True)
class LinePanel:
    """One article of the case: what was said, what was decided, and the answer with its reasons."""

    line: "CaseLine"
    said: str
    drawing: str  # of the reason, where it has one
    state: str
    word: str
    remedies: tuple[str, ...]
    answer: str  # the words that came with the decision
    refused: bool
    told: "Told | None"
    may_appeal: bool
    wish: str = ""  # what they asked for, while nothing else is promised


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that is still missing."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which somebody must act, and where it comes from."""

    name: str
    day: date
    basis: str
    source: str
    steps: tuple[str, ...] = ()  # why that day
    effect: str = ""
    time: str = ""  # of a promise, which has a minute


@dataclass(frozen=True, slots=True)
class Clock:
    """The dates of one side: what the shop does, what the customer does, and the rights that run."""

    heading: str
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline."""

    at: datetime
    sentence: str


def lines(scene: Scene) -> list[LinePanel]:
    """Every article with its answer."""
    appeals = {action.line_id for action in scene.about(Deed.APPEAL)}
    return [_line(scene, line, may_appeal=line.pk in appeals) for line in scene.picture.lines]


def _line(scene: Scene, line: "CaseLine", *, may_appeal: bool) -> LinePanel:
    state, word = words.LINES[line.state]
    decision, proposal = scene.decisions.get(line.pk), proposal_of(line.proposal)
    mine = [r for r in scene.picture.remedies if r.line_id == line.pk and r.state != RemedyState.REFUSED]
    return LinePanel(
        line=line,
        said=_said(line, cancelled=scene.picture.case.kind == CaseKind.CANCELLATION),
        drawing=drawing_of(line.reason) if line.claim else "",
        state=state,
        word=gettext(word),
        remedies=tuple(dict.fromkeys(gettext(words.REMEDIES[remedy.type]) for remedy in mine)),
        answer=decision.text if decision else "",
        refused=LineState(line.state) in REFUSED,
        told=proposal.told.get(language()) if proposal else None,
        may_appeal=may_appeal,
        wish="" if mine or not line.asked_remedy else gettext(words.REMEDIES[line.asked_remedy]),
    )


def _said(line: "CaseLine", *, cancelled: bool) -> str:
    if cancelled:
        return gettext("Cancelled before it was sent. There is nothing to send back.")
    if line.claim in NOT_HERE:
        return gettext(words.CLAIMS[line.claim])
    return title_of(line.reason, language()) or gettext(words.CLAIMS.get(line.claim, "")) if line.claim else ""


def shots(scene: Scene) -> list[Shot]:
    """The pictures that would help and that nobody has sent yet, while the answer is open."""
    if not scene.may(Deed.ADD_EVIDENCE) or scene.picture.case.danger:  # nobody goes near it for a picture
        return []
    given = {piece.shot for piece in scene.evidence if piece.shot}
    undecided = [line for line in scene.picture.lines if line.state in {LineState.PENDING, LineState.NEEDS_INFO}]
    missing = {shot.code: shot for line in undecided if line.claim in SEEN for shot in shots_missing_of(line, given)}
    titles = [(code, shot.label.in_(language())) for code, shot in missing.items()]
    return [Shot(code, title[:1].upper() + title[1:]) for code, title in titles[:4]]


def dates(scene: Scene, now: datetime) -> list[Clock]:
    """Both clocks, ours and theirs, and the rights still open; soonest first, a side without dates left out."""
    rows = [row for row in scene.picture.deadlines if row.name in words.DATES]
    terms = terms_that_run_on(scene.picture.case)
    running = [row for row in terms if row.name in words.DATES and row.due_at >= now]
    sides = (
        (gettext("What we do"), [row for row in rows if row.duty == Duty.SELLER.value]),
        (gettext("What you do"), [row for row in rows if row.duty == Duty.CUSTOMER.value]),
        (gettext("Your rights"), running),
    )
    return [Clock(heading, tuple(_due(row) for row in due)) for heading, due in sides if due]


def _due(row: "Deadline") -> Due:
    theirs = row.state == DeadlineState.OPEN.value and row.duty == Duty.CUSTOMER.value
    day, minute = wall(row.due_at, row.zone) if row.name == PROMISED else (row.due_on, None)
    return Due(
        gettext(words.DATES[row.name]), day, gettext(words.BASES[row.basis]), source_in_words(row.source),
        tuple(why_this_day(row)), effect_of(row) if theirs else "", "" if minute is None else clock(minute),
    )  # fmt: skip


def questions(scene: Scene) -> list[str]:
    """What we asked and nobody has answered yet."""
    if not scene.may(Deed.ANSWER):
        return []
    waiting = {line.position for line in scene.picture.lines if line.state == LineState.NEEDS_INFO}
    asked: dict[int, str] = {}
    for event in scene.events:
        if event.type == EventType.INFO_ASKED and event.data.get("line") in waiting and hasattr(event, "private"):
            asked[int(event.data["line"])] = str(event.private.content.get("question", ""))
    return [question for question in asked.values() if question]


def history(scene: Scene) -> list[Happened]:
    """What happened, newest first, without what is internal."""
    return list(reversed(list(_visible(scene))))


def _visible(scene: Scene) -> Iterator[Happened]:
    for event in scene.events:
        kind = EventType(event.type)
        if kind not in INTERNAL:
            yield Happened(event.at, gettext(SENTENCES[kind]))
