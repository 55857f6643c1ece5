"""The parts of a case's page: its lines, money, dates, files, and what was said and done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.cases.events import INTERNAL, SENTENCES, EventType
from reprise.apps.cases.kinds import MONEY_REMEDIES, LineState, RemedyState
from reprise.apps.cases.transitions import GRANTED
from reprise.core.money import Money
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.proposal import proposal_of
from reprise.web.portal.case import words
from reprise.web.portal.case.scene import Scene
from reprise.web.portal.request.draft import language
from reprise.web.portal.request.tiles import title_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, Remedy
    from reprise.readmodels.explained import Told

REFUSED = frozenset({LineState.DECLINED, LineState.UPHELD, LineState.PARTLY_APPROVED})


@dataclass(frozen=True, slots=True)
class LinePanel:
    """One article of the case: what was said, what was decided, and the answer with its reasons."""

    line: "CaseLine"
    said: str
    state: str
    word: str
    remedies: tuple[str, ...]
    answer: str  # the words that came with the decision
    refused: bool
    told: "Told | None"
    may_appeal: bool


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One sum: what for, how much, how far."""

    name: str
    amount: Money
    note: str


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The sums of a case and what they come to."""

    rows: tuple[MoneyRow, ...]
    total: Money
    label: str


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which somebody must act, and where it comes from."""

    name: str
    day: date
    basis: str
    source: str


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
        said=title_of(line.reason, language()) or gettext(words.CLAIMS.get(line.claim, "")) if line.claim else "",
        state=state,
        word=gettext(word),
        remedies=tuple(dict.fromkeys(gettext(words.REMEDIES[remedy.type]) for remedy in mine)),
        answer=decision.text if decision else "",
        refused=LineState(line.state) in REFUSED,
        told=proposal.told.get(language()) if proposal else None,
        may_appeal=may_appeal,
    )


def money(scene: Scene) -> MoneyPanel | None:
    """What is paid back, or that nothing is to pay; None while nothing is decided."""
    picture, currency = scene.picture, scene.picture.case.currency
    names = {line.pk: line.name for line in picture.lines}
    line_of = {remedy.pk: remedy.line_id for remedy in picture.remedies}
    refunds = [
        MoneyRow(
            names.get(line_of.get(refund.remedy_id, 0), ""),
            Money(refund.amount_minor, currency),
            gettext(words.REFUNDS[refund.state]),
        )
        for refund in picture.refunds
        if refund.state in words.REFUNDS and not refund.awaits_approval
    ]
    begun = {refund.remedy_id for refund in picture.refunds if refund.state != "void" and not refund.awaits_approval}
    agreed = [r for r in picture.remedies if r.state != RemedyState.REFUSED and r.pk not in begun]
    owed = [row for remedy in agreed if remedy.type in MONEY_REMEDIES and (row := _owed(scene, remedy))]
    rows = (*refunds, *owed, *(_delivery(scene) if owed and not refunds else ()))
    if rows:
        total = Money(sum(row.amount.minor for row in rows), currency)
        paid = not owed and all(refund.state in {"settled", "void"} for refund in picture.refunds)
        return MoneyPanel(rows, total, gettext("We have paid you back") if paid else gettext("We pay you back"))
    free = tuple(
        MoneyRow(names[remedy.line_id], Money(0, currency), gettext("at our cost"))
        for remedy in agreed if remedy.type not in MONEY_REMEDIES
    )  # fmt: skip
    return MoneyPanel(free, Money(0, currency), gettext("You pay")) if free else None


def _owed(scene: Scene, remedy: "Remedy") -> MoneyRow | None:
    line = next(line for line in scene.picture.lines if line.pk == remedy.line_id)
    proposal = proposal_of(line.proposal)
    minor = remedy.amount_minor
    if minor is None and proposal is not None and remedy.quantity == line.quantity:
        minor = proposal.refund_minor if proposal.refund_minor is not None else proposal.paid_minor
    return MoneyRow(line.name, Money(minor, scene.picture.case.currency), gettext("agreed")) if minor else None


def _delivery(scene: Scene) -> Iterator[MoneyRow]:
    """The delivery fee that goes back with a withdrawal, as the rights card announced it."""
    granted = [line for line in scene.picture.lines if line.state in GRANTED]
    minor = max((p.delivery_minor for line in granted if (p := proposal_of(line.proposal))), default=0)
    if minor:
        amount = Money(minor, scene.picture.case.currency)
        yield MoneyRow(gettext("Standard delivery paid with the order"), amount, gettext("agreed"))


def dates(scene: Scene) -> list[Due]:
    """What is still due, soonest first."""
    return [
        Due(gettext(words.DATES[due.name]), due.due_on, gettext(words.BASES[due.basis]), due.source)
        for due in scene.picture.deadlines
        if due.name in words.DATES
    ]


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
