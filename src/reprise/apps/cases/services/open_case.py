import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import CaseKind, FaultParty, LineSource
from reprise.apps.cases.memory import replace
from reprise.apps.cases.models import Case, CaseEvent, CaseLine, Deadline
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.record import record
from reprise.core.references import new_reference
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.statements import insert, insert_as_it_becomes, insert_new, take_numbers
from reprise.platform.transactions import atomic

#: Days set when a line is asked about, at most; a day more would cost a question, no more.
DAYS_A_LINE: Final = 4
WITHDRAW: Final = "withdraw"  # the claim that has to be acknowledged whatever becomes of it


@dataclass(frozen=True, slots=True)
class NewLine:
    """One thing the customer asks about. `proposal` is what law and policy answered, as stored JSON."""

    name: str
    quantity: int
    ground: str  # the regime that applies, as far as law and policy can say
    claim: str = ""  # what the customer says: withdraw, defect, wrong_item, late_delivery, not_received
    order_line_id: int | None = None
    source: LineSource = LineSource.ORDER_LINE
    sku: str = ""
    product_kind: str = ""
    reason: str = ""
    description: str = ""
    asked_remedy: str = ""
    fault_party: FaultParty = FaultParty.UNKNOWN
    proposal: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is needed to open a case; money in minor units of `currency`."""

    kind: CaseKind
    lines: tuple[NewLine, ...]
    contact_name: str
    contact_email: str
    language: str
    channel: str
    order_id: int | None = None
    customer_id: int | None = None
    buyer_kind: str = "consumer"
    danger: bool = False
    priority: str = "normal"  # high, normal: as the shop's policy says
    hazard: str = ""  # what the danger was: hurt, burn, shock, leak
    value_minor: int = 0
    currency: str = "EUR"
    client_id: str = ""  # chosen by the caller: the same one about the same order opens one case only


def number_ahead(*, lines: int) -> None:
    """Have the rows of a case of so many lines numbered with the next question, where writes are gathered."""
    take_numbers((Case, 1), (CaseLine, lines), (Deadline, DAYS_A_LINE * lines), (CaseEvent, 2))


@atomic
def open_case(*, actor: Actor, new: NewCase, at: datetime) -> Case:
    """Write a case with its lines and the first event of its timeline; sent again, the case it had opened."""
    return open_once(actor=actor, new=new, at=at)[0]


@atomic
def open_once(*, actor: Actor, new: NewCase, at: datetime) -> tuple[Case, bool]:
    """Write a case, and say whether it is new: of two at the same moment, the unique key lets one win."""
    case, is_new = begin_case(actor=actor, new=new, at=at)
    if is_new:
        with deed(case):
            fill_case(case=case, new=new, actor=actor, at=at)
    return case, is_new


def begin_case(*, actor: Actor, new: NewCase, at: datetime) -> tuple[Case, bool]:
    """Write the case alone, or find the one it had opened; the deed that fills it follows in the same transaction."""
    if not new.lines:
        raise Invalid(field="lines", why=mark("choose at least one article."))
    if before := _opened_before(new):
        return before, False
    return _with_reference(actor, new, at)


def fill_case(*, case: Case, new: NewCase, actor: Actor, at: datetime) -> None:
    """Write the lines of a new case and the first event of its timeline; within its deed, nothing else is there yet."""
    lines = [
        CaseLine(
            case=case, position=position, source=line.source.value, order_line_id=line.order_line_id, name=line.name,
            sku=line.sku, product_kind=line.product_kind, quantity=line.quantity, claim=line.claim, ground=line.ground,
            reason=line.reason, description=line.description, asked_remedy=line.asked_remedy,
            fault_party=line.fault_party.value, proposal=line.proposal,
        )
        for position, line in enumerate(new.lines, start=1)
    ]  # fmt: skip
    insert(*lines)
    replace(case, "lines", lines)
    for what in ("items", "remedies", "deadlines", "authorisations", "refunds", "parcels"):
        replace(case, what, [])
    record(case=case, actor=actor, at=at, event=opened(new))


def _opened_before(new: NewCase) -> Case | None:
    if not new.client_id or new.order_id is None:
        return None
    return Case.objects.filter(order_id=new.order_id, client_id=new.client_id).first()


def opened(new: NewCase) -> Event:
    lines = [
        {
            "order_line": line.order_line_id, "quantity": line.quantity, "claim": line.claim, "ground": line.ground,
            "reason": line.reason,
        }
        for line in new.lines
    ]  # fmt: skip
    statement = any(line.claim == WITHDRAW for line in new.lines)
    return Event(
        EventType.WITHDRAWAL_RECEIVED if statement else EventType.CASE_OPENED,
        data={"kind": new.kind.value, "channel": new.channel, "lines": lines, **_hazard(new)},
        private={
            "name": new.contact_name, "email": new.contact_email,
            "descriptions": [line.description for line in new.lines],
        },
    )  # fmt: skip


def _hazard(new: NewCase) -> dict[str, str]:
    return {"hazard": new.hazard} if new.hazard else {}


def _with_reference(actor: Actor, new: NewCase, at: datetime) -> tuple[Case, bool]:
    first, more = new.lines[0], len(new.lines) - 1
    subject = f"{first.name}\u00a0×{first.quantity}" + (f" + {more}" if more else "")
    for _ in range(5):
        made = Case(
            shop_id=actor.shop_id, reference=new_reference(), link_key=secrets.token_urlsafe(16), kind=new.kind.value,
            order_id=new.order_id, customer_id=new.customer_id, contact_name=new.contact_name,
            contact_email=new.contact_email, language=new.language, channel=new.channel, buyer_kind=new.buyer_kind,
            danger=new.danger, priority=new.priority, subject=subject[:240], value_minor=new.value_minor,
            currency=new.currency, client_id=new.client_id, opened_at=at,
        )  # fmt: skip
        made.is_held = True  # nobody else sees it yet
        if not new.client_id and insert_as_it_becomes(made, otherwise=Overtaken):
            return made, True  # its reference is as good as free: see below
        if insert_new(made):
            return made, True
        if before := _opened_before(new):
            return before, False
        # One in half a billion: the reference is taken.
    raise RuntimeError("no free case reference in five tries")
