"""From an imagined request to a case as it stands: what law and policy answered, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.services.decide_line import Grounds
from reprise.apps.cases.services.keep_past import PastAuthorisation, PastCase, PastFate
from reprise.apps.cases.services.open_case import NewCase
from reprise.demo.synthetic.dues import dues, standing
from reprise.demo.synthetic.fates import Answered, Fate, fate_of
from reprise.demo.synthetic.imagining import Imagined
from reprise.demo.synthetic.numbering import Numbers, reference
from reprise.law.vocabulary import Outcome
from reprise.readmodels.assessment import AssessedLine, AssessedRequest, assess_request
from reprise.readmodels.clocks import day_of
from reprise.readmodels.requests import Delivery, Request, Wish
from reprise.workflows.return_request import new_case

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order, OrderLine
    from reprise.demo.synthetic.selling import Selling

REFUSED: Final = "Refusé après examen de votre demande."


@dataclass(frozen=True, slots=True)
class Lived:
    """A request with its answer and its fate."""

    key: str
    imagined: Imagined
    answered: AssessedRequest
    new: NewCase
    fates: tuple[Fate, ...]

    @property
    def authorised_at(self) -> datetime | None:
        """When the goods were called back, if they were."""
        calls = [fate.decided_at for fate in self.fates if fate.decided_at and fate.is_called_back]
        return min(calls, default=None)

    @property
    def ended_at(self) -> datetime | None:
        """When the last line was done with; None while one is not."""
        ends = [fate.ended_at for fate in self.fates]
        return None if None in ends else max(end for end in ends if end is not None)


def live(
    luck: Random, key: str, selling: "Selling", one: Imagined, order: "Order", lines: "Sequence[OrderLine]",
    now: datetime,
) -> Lived:  # fmt: skip
    """Ask law and policy as the journey does, then let it take its course until now."""
    shop = selling.shop
    request = _request(one, lines)
    sale, number = selling.sale(order, lines)
    answered = assess_request(
        sale=sale, policy_number=number, request=request, today=day_of(shop, one.opened_at)
    )  # fmt: skip
    fates = tuple(
        fate_of(luck, _told(line), opened_at=one.opened_at, now=now) for line in answered.lines
    )  # fmt: skip
    return Lived(key, one, answered, new_case(shop, order, request, answered, client_id=""), fates)


def past_case(shop: "Shop", seed: int, one: Lived, numbers: Numbers) -> PastCase:
    """The case as it is written down."""
    state, closed_at = standing(shop, one)
    issued, payer = one.authorised_at, one.answered.lines[0]
    given = None
    if issued is not None:
        until = day_of(shop, issued) + timedelta(days=21)
        by = payer.assessment.return_cost_by.value if payer.assessment else "buyer"
        given = PastAuthorisation(
            number=numbers.returns[one.imagined.number], issued_at=issued, expires_on=until,
            return_paid_by=by if by in {"buyer", "seller"} else "seller",
        )  # fmt: skip
    return PastCase(
        reference=reference(shop.pk, seed, one.imagined.number), new=one.new, opened_at=one.imagined.opened_at,
        closed_at=closed_at, fates=tuple(_fate(one, place) for place in range(len(one.fates))), projection=state,
        deadlines=tuple(dues(one)), authorised=given, events=tuple(_events(one, given, closed_at, numbers)),
    )  # fmt: skip


def _request(one: Imagined, lines: "Sequence[OrderLine]") -> Request:
    wishes = tuple(
        Wish(
            lines[each.line].pk, each.quantity, each.claim, reason=each.reason, asked_remedy=each.remedy,
            opened=each.opened, delivery=Delivery(promised_on=one.promised_on),
        )
        for each in one.asked
    )  # fmt: skip
    return Request(wishes, danger=one.danger, language=one.buyer.language, channel=one.channel)


def _told(line: AssessedLine) -> Answered:
    answer = line.assessment
    return Answered(
        verdict=line.verdict, basis=answer.basis.value if answer else "none",
        money_back=bool(answer and answer.outcome is Outcome.MONEY_BACK), kind=line.line.kind,
        asked_remedy=line.wish.asked_remedy,
        stays=line.keep_goods or line.away or line.line.kind == "digital_file",
        refund=min(line.refund.minor, line.paid.minor) if line.refund else line.paid.minor,
        quantity=line.wish.quantity,
    )  # fmt: skip


def _fate(one: Lived, place: int) -> PastFate:
    fate, line = one.fates[place], one.new.lines[place]
    grounds = None
    if fate.decided_at is not None:
        kept = line.proposal
        grounds = Grounds(
            text=REFUSED if fate.state is LineState.DECLINED else "", reason=line.reason, basis=line.ground,
            facts=dict(kept["facts"]) if isinstance(kept["facts"], dict) else {},
            versions={"law": kept["law_version"], "policy": kept["policy_number"]},
        )  # fmt: skip
    return PastFate(
        state=fate.state, granted=fate.granted, grounds=grounds, decided_at=fate.decided_at, goods=fate.goods,
        remedy=fate.remedy, remedy_state=fate.remedy_state, trigger=fate.trigger,
    )  # fmt: skip


def _events(
    one: Lived, given: PastAuthorisation | None, closed_at: datetime | None, numbers: Numbers
) -> list[tuple[datetime, Event]]:
    found: list[tuple[datetime, Event]] = []
    for place, fate in enumerate(one.fates):
        if fate.state is LineState.CANCELLED and fate.ended_at:
            found.append((fate.ended_at, Event(EventType.CANCELLED, {"lines": [place + 1]})))
        if fate.decided_at:
            told: dict[str, object] = {
                "line": place + 1, "verdict": fate.state.value, "quantity": fate.granted,
                "basis": one.new.lines[place].ground,
            }  # fmt: skip
            found.append((fate.decided_at, Event(EventType.LINE_DECIDED, told)))
        if fate.repaid_at:
            found.append((fate.repaid_at, _repaid(fate, numbers, one.imagined.number, place)))
    if given is not None:
        told = {"number": given.number, "expires_on": given.expires_on, "return_paid_by": given.return_paid_by}
        found.append((given.issued_at, Event(EventType.AUTHORISED, told)))
    found.sort(key=lambda each: each[0])
    if closed_at is not None:
        found.append((closed_at, Event(EventType.CLOSED, {"stage": "resolved"})))
    return found


def _repaid(fate: Fate, numbers: Numbers, number: int, place: int) -> Event:
    refund, note = numbers.refunds[number, place]
    return Event(EventType.REFUND_DECIDED, {
        "refund": refund, "amount_minor": fate.repaid, "currency": "EUR", "note": note, "provider": "by_hand",
        "awaits_approval": False,
    })  # fmt: skip
