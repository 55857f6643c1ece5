"""Write many cases that nobody lived through: rows and timelines as the deeds would have left them, in bulk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from reprise.apps.cases.events import Event
from reprise.apps.cases.kinds import DeadlineState, ItemState, LineState, RemedyState, RemedyType, Trigger
from reprise.apps.cases.models import (
    Authorisation,
    Case,
    CaseEvent,
    CaseEventContent,
    CaseLine,
    Deadline,
    Decision,
    Remedy,
    ReturnItem,
)
from reprise.apps.cases.models.case import FIRST, LAST
from reprise.apps.cases.services.chapter import event_body
from reprise.apps.cases.services.deadlines import NewDeadline, row_of
from reprise.apps.cases.services.decide_line import Grounds
from reprise.apps.cases.services.open_case import NewCase, opened
from reprise.apps.cases.services.project import Projection
from reprise.apps.cases.services.remedies import LIVE
from reprise.core.canonical import plain
from reprise.core.chain import GENESIS, commitment, link_hash
from reprise.platform.transactions import atomic

AT_ONCE: Final = 500
Row = TypeVar("Row")
Told = list[tuple[CaseEvent, CaseEventContent | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFate:
    """What became of one line: the verdict, the goods, and what the customer got."""

    state: LineState
    granted: int = 0
    grounds: Grounds | None = None  # None: not decided
    decided_at: datetime | None = None
    decided_by: str = "system"
    goods: ItemState | None = None
    remedy: RemedyType | None = None
    remedy_state: RemedyState = RemedyState.DONE
    trigger: Trigger = Trigger.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDeadline:
    """A deadline and what became of it."""

    new: NewDeadline
    position: int | None  # of its line; None: of the whole case
    state: DeadlineState
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAuthorisation:
    """The permission to send goods back, under a number taken from the shop's series before."""

    number: str
    issued_at: datetime
    expires_on: date
    return_paid_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case as it was asked and as it stands now; `events` follow the first one."""

    reference: str
    new: NewCase
    opened_at: datetime
    closed_at: datetime | None
    fates: tuple[PastFate, ...]
    projection: Projection
    deadlines: tuple[PastDeadline, ...] = ()
    authorised: PastAuthorisation | None = None
    events: tuple[tuple[datetime, Event], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptCase:
    """The rows of a case, so that refunds can be written for them."""

    case: Case
    lines: list[CaseLine]
    remedies: list[Remedy | None]  # by line


@atomic
def keep_past(
    *, shop_id: int, zone: str, cases: Sequence[PastCase], key: Callable[[], str], salt: Callable[[], bytes]
) -> list[KeptCase]:
    """Write a batch of synthetic cases in a statement for each table. `key`, `salt`: where secrets come from."""
    told = [_timeline(past, salt) for past in cases]
    rows = Case.objects.bulk_create(
        [_case(shop_id, past, key(), events[-1][0]) for past, events in zip(cases, told, strict=True)],
        batch_size=AT_ONCE,
    )
    lines = [_lines(row, past) for row, past in zip(rows, cases, strict=True)]
    CaseLine.objects.bulk_create(_flat(lines), batch_size=AT_ONCE)
    remedies = [
        [_remedy(line, fate) for line, fate in zip(of_case, past.fates, strict=True)]
        for of_case, past in zip(lines, cases, strict=True)
    ]  # fmt: skip
    Remedy.objects.bulk_create([made for made in _flat(remedies) if made is not None], batch_size=AT_ONCE)
    _keep_decisions(lines, cases)
    _keep_deadlines(rows, lines, cases, zone)
    _keep_authorisations(shop_id, rows, cases)
    _keep_timelines(rows, told)
    return [KeptCase(*parts) for parts in zip(rows, lines, remedies, strict=True)]


def _case(shop_id: int, past: PastCase, key: str, last: CaseEvent) -> Case:
    new, state = past.new, past.projection
    first, more = new.lines[0], len(new.lines) - 1
    return Case(
        shop_id=shop_id, reference=past.reference, link_key=key, kind=new.kind.value, order_id=new.order_id,
        customer_id=new.customer_id, contact_name=new.contact_name, contact_email=new.contact_email,
        language=new.language, channel=new.channel, buyer_kind=new.buyer_kind, danger=new.danger,
        subject=(f"{first.name}\u00a0×{first.quantity}" + (f" + {more}" if more else ""))[:240],
        value_minor=new.value_minor, currency=new.currency, opened_at=past.opened_at, closed_at=past.closed_at,
        stage=state.stage.value, turn=state.turn.value, axes=state.axes, next_action=state.next_action,
        next_due=state.next_due, queue_at=FIRST if new.danger else state.urgent_at or state.next_due or LAST,
        timeline_sequence=last.sequence, timeline_hash=last.hash,
    )  # fmt: skip


def _lines(case: Case, past: PastCase) -> list[CaseLine]:
    return [
        CaseLine(
            case=case, position=position, source=line.source.value, order_line_id=line.order_line_id, name=line.name,
            sku=line.sku, product_kind=line.product_kind, quantity=line.quantity, claim=line.claim, ground=line.ground,
            reason=line.reason, description=line.description, asked_remedy=line.asked_remedy,
            fault_party=line.fault_party.value, proposal=line.proposal, state=fate.state.value,
            approved_quantity=fate.granted,
            covered_quantity=fate.granted if fate.remedy and fate.remedy_state in LIVE else 0,
        )
        for position, (line, fate) in enumerate(zip(past.new.lines, past.fates, strict=True), start=1)
    ]  # fmt: skip


def _remedy(line: CaseLine, fate: PastFate) -> Remedy | None:
    if fate.remedy is None or fate.decided_at is None:
        return None
    return Remedy(
        case=line.case, line=line, type=fate.remedy.value, quantity=fate.granted, trigger=fate.trigger.value,
        state=fate.remedy_state.value, created_at=fate.decided_at,
    )  # fmt: skip


def _keep_decisions(lines: Sequence[Sequence[CaseLine]], cases: Sequence[PastCase]) -> None:
    decided = [
        (line, fate, fate.grounds, fate.decided_at)
        for of_case, past in zip(lines, cases, strict=True)
        for line, fate in zip(of_case, past.fates, strict=True)
        if fate.grounds is not None and fate.decided_at is not None
    ]
    Decision.objects.bulk_create(
        [
            Decision(
                line=line, verdict=fate.state.value, quantity=fate.granted, text=grounds.text, reason=grounds.reason,
                basis=grounds.basis, facts=grounds.facts, trace=grounds.trace, versions=grounds.versions,
                decided_by=fate.decided_by, decided_at=at,
            )
            for line, fate, grounds, at in decided
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    ReturnItem.objects.bulk_create(
        [
            ReturnItem(line=line, quantity=fate.granted, state=fate.goods.value, changed_at=at)
            for line, fate, _, at in decided
            if fate.goods is not None
        ],
        batch_size=AT_ONCE,
    )


def _keep_deadlines(
    rows: Sequence[Case], lines: Sequence[Sequence[CaseLine]], cases: Sequence[PastCase], zone: str
) -> None:
    made = []
    for row, of_case, past in zip(rows, lines, cases, strict=True):
        for due in past.deadlines:
            deadline = row_of(row, due.new, zone, past.opened_at)
            deadline.line = of_case[due.position] if due.position is not None else None
            deadline.state, deadline.ended_at = due.state.value, due.ended_at
            made.append(deadline)
    Deadline.objects.bulk_create(made, batch_size=AT_ONCE)


def _keep_authorisations(shop_id: int, rows: Sequence[Case], cases: Sequence[PastCase]) -> None:
    Authorisation.objects.bulk_create(
        [
            Authorisation(
                case=row, shop_id=shop_id, number=given.number, issued_at=given.issued_at, expires_on=given.expires_on,
                return_paid_by=given.return_paid_by,
            )
            for row, past in zip(rows, cases, strict=True)
            if (given := past.authorised) is not None
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip


def _timeline(past: PastCase, salt: Callable[[], bytes]) -> Told:
    """The events of a case with their personal parts, each chained to the one before."""
    told: Told = []
    previous = GENESIS
    for sequence, (at, event) in enumerate(((past.opened_at, opened(past.new)), *past.events), start=1):
        row = CaseEvent(
            sequence=sequence, at=at, type=event.type.value, actor="system", data=plain(event.data), previous=previous
        )
        content = None
        if event.private:
            grain = salt()
            row.commitment = commitment(grain, event.private)
            content = CaseEventContent(salt=grain, content=plain(event.private))
        previous = row.hash = link_hash(previous, sequence, event_body(row))
        told.append((row, content))
    return told


def _keep_timelines(rows: Sequence[Case], told: Sequence[Told]) -> None:
    for case, events in zip(rows, told, strict=True):
        for row, _ in events:
            row.case = case
    everything = [each for events in told for each in events]
    CaseEvent.objects.bulk_create([row for row, _ in everything], batch_size=AT_ONCE)
    for row, content in everything:
        if content is not None:
            content.event_id = row.pk
    CaseEventContent.objects.bulk_create([content for _, content in everything if content], batch_size=AT_ONCE)


def _flat(lists: Iterable[Iterable[Row]]) -> list[Row]:
    return [one for each in lists for one in each]
