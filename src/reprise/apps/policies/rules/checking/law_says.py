"""What the law answers in one imagined situation; asked once and remembered, for rows ask much the same."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from threading import Lock
from typing import Any, Final

from reprise.apps.policies.rules.terms import Notices
from reprise.law import facts as legal
from reprise.law.assess import assess
from reprise.law.parameters import Source
from reprise.law.products import MADE_FOR_THE_BUYER, OPENED_ITEM, item_for
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Item, Outcome, Remedy

PRICE: Final = 10_000  # what the imagined article cost, so that a part of it is a percentage
TRANSIT: Final = 3  # days from the order to the delivery, unless a row says otherwise

_NEVER: Final = 10_000  # days after which every right has run out, or never does
_FEW: Final = 3  # days asked about before it is worth knowing the end of the story

#: Reasons that tell who pays or by when, and do not make the right.
_BESIDE: Final = frozenset({"buyer_pays_return", "seller_pays_return", "refund_waits_for_goods", "refund_days"})
_FAULTY: Final = frozenset({Claim.DEFECT.value, Claim.WRONG_ITEM.value})
_ASKED: Final = {
    "refund": Remedy.RESCISSION, "partial_refund_keep": Remedy.PRICE_REDUCTION, "repair": Remedy.REPAIR,
    "price_reduction": Remedy.PRICE_REDUCTION, "store_credit": None, "exchange": Remedy.REPLACEMENT,
    "replacement": Remedy.REPLACEMENT, "reprint": Remedy.REPLACEMENT, "spare_part": Remedy.REPAIR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imagined:
    """A request somebody might make under the policy; days are counted back from the day it is made."""

    country: str
    buyer: str
    claim: str
    kind: str
    ordered: date
    opened: bool = False
    second_hand: bool = False
    since_delivery: int | None = 0
    since_order: int = TRANSIT
    asked: str = ""
    used: bool = False  # beyond a trial, so that half of its value is gone

    @property
    def facts(self) -> dict[str, Any]:
        """The request as facts of a policy; what law does not look at here is left open."""
        known: dict[str, Any] = {
            "claim": self.claim, "kind": self.kind, "buyer": self.buyer, "country": self.country,
            "days_since_delivery": self.since_delivery, "days_since_order": self.since_order, "ordered": self.ordered,
        }  # fmt: skip
        if self.kind in OPENED_ITEM:
            known["opened"] = self.opened
        if self.kind not in MADE_FOR_THE_BUYER:
            known["second_hand"] = self.second_hand
        if self.asked:
            known["asked_remedy"] = self.asked
        return known

    @property
    def declared(self) -> date:
        """The day it is made."""
        return self.ordered + timedelta(days=self.since_order)

    def after(self, days: int) -> "Imagined":
        """The request made so many days after the delivery."""
        return replace(self, since_delivery=days, since_order=days + TRANSIT)


@dataclass(frozen=True, slots=True)
class Says:
    """The answer of the law: what it decides, on which ground, what it brings, and the texts it rests on."""

    decision: Decision
    basis: Basis
    outcome: Outcome
    right_open: bool  # the ground it names has not run out, whatever is left to prove
    refund_minor: int | None
    sources: tuple[Source, ...]

    @property
    def grants(self) -> bool:
        """Whether the law gives what is asked, or something in its place."""
        return self.decision in {Decision.ACCEPT, Decision.ACCEPT_IN_PART}

    def alike(self, other: "Says") -> bool:
        """Whether two answers differ in nothing that a row could take away."""
        mine = (self.decision, self.basis, self.outcome, self.right_open, self.refund_minor)
        return mine == (other.decision, other.basis, other.outcome, other.right_open, other.refund_minor)

    @property
    def word(self) -> str:
        """The answer as the column `law` names it."""
        return {"accept_in_part": "part", "human_review": "person"}.get(self.decision, self.decision.value)


@dataclass(slots=True)
class _Story:
    """One request made earlier or later after the delivery: a right that ran out does not come back.

    So the answers on both sides of a day that are alike are the answer of that day, and few days have to be asked.
    """

    one: Imagined
    item: Item
    notices: Notices
    days: list[int] = field(default_factory=list)
    answers: list[Says] = field(default_factory=list)

    def on(self, day: int | None) -> Says:
        """The answer so many days after the delivery; None: it has not come."""
        if not self.days:
            self._ask(None if day is None else 0)
        if day is None or self.answers[0].decision is Decision.REFUSE:
            return self.answers[0]
        place = bisect_left(self.days, day)
        if place == len(self.days) == _FEW:
            self._ask(_NEVER)
        if place < len(self.days) and (self.days[place] == day or self.answers[place - 1].alike(self.answers[place])):
            return self.answers[place]
        return self._ask(day)

    def _ask(self, day: int | None) -> Says:
        gap = self.one.since_order - (self.one.since_delivery or 0)
        moved = replace(self.one, since_delivery=day, since_order=(day or 0) + gap)
        place = bisect_left(self.days, day or 0)
        self.days.insert(place, day or 0)
        self.answers.insert(place, _asked(moved, self.item, self.notices))
        return self.answers[place]


_STORIES: Final[dict[tuple[object, ...], _Story]] = {}
_ONE_AT_A_TIME: Final = Lock()  # several pages may check at once, and stories grow
_MOST_STORIES: Final = 20_000


def law_says(one: Imagined, notices: Notices) -> Says:
    """Ask the law about an imagined request."""
    days, item = one.since_delivery, item_for(one.kind, second_hand=one.second_hand, opened=one.opened)
    asked = _ASKED.get(one.asked) if one.claim in _FAULTY else None
    gap = one.since_order - (days or 0)
    key = (one.country, one.buyer, one.claim, item, one.ordered, gap, days is None, asked, one.used, notices)
    with _ONE_AT_A_TIME:
        story = _STORIES.get(key)
        if story is None:
            if len(_STORIES) >= _MOST_STORIES:
                _STORIES.clear()
            story = _STORIES[key] = _Story(one, item, notices)
        return story.on(days)


def _asked(one: Imagined, item: Item, notices: Notices) -> Says:
    answer = assess(_facts(one, item, notices))
    telling = [reason for reason in answer.reasons if reason.code not in _BESIDE]
    sources = dict.fromkeys(source for reason in telling for source in reason.sources)
    return Says(
        answer.decision, answer.basis, answer.outcome, answer.basis in answer.rights,
        answer.refund.minor if answer.refund else None, tuple(sources)[:3],
    )  # fmt: skip


def _facts(one: Imagined, item: Item, notices: Notices) -> legal.Facts:
    declared = one.declared
    delivered = None if one.since_delivery is None else declared - timedelta(days=one.since_delivery)
    claim = Claim(one.claim)
    told = legal.Notices(withdrawal=notices.withdrawal, return_cost=notices.return_cost, exclusion=notices.exclusion)
    known: dict[str, Any] = {}
    if claim in {Claim.LATE_DELIVERY, Claim.NOT_RECEIVED}:
        known = _waiting(one, declared)
    elif claim is Claim.RECALL:
        known = {"recall_published": declared}
    elif claim is not Claim.WITHDRAW:
        known = {"noticed": declared, "remedy_asked": _ASKED.get(one.asked)}
    if notices.digital:
        met = legal.DigitalConditions(express_consent=True, loss_acknowledged=True, durable_confirmation=True)
        known |= {"digital": met}
    return legal.Facts(
        country=one.country, claim=claim, declared=declared, ordered=one.ordered, delivered=delivered,
        item=item, buyer=Buyer(one.buyer), info=told,
        used_beyond_test=one.used, depreciation_assessed=PRICE // 2 if one.used else 0,
        prices=legal.Prices(items=PRICE), **known,
    )  # fmt: skip


def _waiting(one: Imagined, declared: date) -> dict[str, Any]:
    """Goods that are long overdue, with everything the buyer had to do done."""
    promised = one.ordered + timedelta(days=1)
    return {
        "promised": promised, "notice_to_perform": promised, "extra_time_until": promised + timedelta(days=1),
        "remedy_asked": Remedy.RESCISSION, "resolution_received": declared,
    }  # fmt: skip
