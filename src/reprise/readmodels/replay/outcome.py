"""An answer as the laboratory counts it: who decides, what the customer gets, what it costs the shop. Pure."""

from dataclasses import dataclass
from typing import Final

from reprise.apps.policies.rules import PolicyAnswer
from reprise.law.assessment import Assessment
from reprise.law.vocabulary import Basis, Decision, Outcome, Payer
from reprise.readmodels.composition import GRANTED, LESS, MONEY, Ruling
from reprise.readmodels.replay.answering import Answer
from reprise.readmodels.replay.past_row import PastRow

#: From best to worst for the customer; `automatic` and `accept` are the same to them but for the wait.
LABELS: Final = ("automatic", "accept", "part", "person", "refuse")
RANK: Final = {"automatic": 3, "accept": 3, "part": 2, "person": 1, "refuse": 0}
_STRENGTH: Final = {Decision.REFUSE: 0, Decision.HUMAN_REVIEW: 1, Decision.ACCEPT_IN_PART: 2, Decision.ACCEPT: 3}
WAS_GRANTED: Final = frozenset({"approved", "partly_approved", "overturned"})


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer in numbers: money in minor units, the customer's gain without what they pay to send it back."""

    label: str
    gets: str  # refund, in_kind, reduction, delivery, nothing, open
    goods: str  # back, kept, none
    payer: str
    refund: int
    in_kind: int  # goods or work given instead, at the price paid
    kept: int  # goods that do not come back, at the price paid
    less_than_law: bool

    @property
    def sends_back(self) -> bool:
        """Whether a parcel comes back."""
        return self.goods == "back"

    def cost(self, postage: int) -> int:
        """What it costs the shop, with what one return costs."""
        paid = postage if self.sends_back and self.payer == Payer.SELLER else 0
        return self.refund + self.in_kind + self.kept + paid

    def gain(self, postage: int) -> int:
        """What it brings the customer."""
        paid = postage if self.sends_back and self.payer == Payer.BUYER else 0
        return self.refund + self.in_kind + self.kept - paid

    @property
    def shape(self) -> tuple[str, str, str, str, int]:
        """What must be the same for an answer to be the same."""
        return self.label, self.gets, self.goods, self.payer, self.refund


def counted(answer: Answer, row: PastRow, *, away: bool) -> Counted:
    """The numbers of an answer; where a person decides, they decide as they did."""
    ruling = answer.ruling
    told, label = ruling.told, label_of(answer)
    paid = told.facts.prices.items
    share = _share(label, row)
    gets = _gets(told, ruling.policy) if share else "open" if label == "person" else "nothing"
    refund = round(_refund(told, ruling.policy, row, paid) * share) if share else 0
    digital = bool(told.facts.item and told.facts.item.is_digital)
    goods = "none" if not share or away or digital else "kept" if _is_kept(ruling) else "back"
    return Counted(
        label=label, gets=gets, goods=goods,
        payer=str(told.return_cost_by) if goods == "back" else Payer.NONE.value, refund=refund,
        in_kind=round(paid * share) if gets in {"in_kind", "delivery"} and not refund else 0,
        kept=round(paid * share) if goods == "kept" else 0, less_than_law=_is_less(ruling, answer.alone),
    )  # fmt: skip


def label_of(answer: Answer) -> str:
    """Who answers, and how."""
    ruling = answer.ruling
    if ruling.told.decision is Decision.HUMAN_REVIEW or ruling.asks_a_person:
        return "person"
    if ruling.told.decision is Decision.REFUSE:
        return "refuse"
    if ruling.told.decision is Decision.ACCEPT_IN_PART:
        return "part"
    return "automatic" if answer.is_automatic else "accept"


def _share(label: str, row: PastRow) -> float:
    """The part of the pieces that is granted."""
    if label == "refuse":
        return 0.0
    if label != "person":
        return 1.0
    return row.granted / row.quantity if row.state in WAS_GRANTED and row.quantity else 0.0


def _gets(told: Assessment, policy: PolicyAnswer) -> str:
    if policy.remedy:
        return "refund" if policy.remedy in MONEY else "reduction" if policy.remedy in LESS else "in_kind"
    found = {
        Outcome.MONEY_BACK: "refund", Outcome.PRICE_REDUCTION: "reduction", Outcome.DELIVERY: "delivery",
        Outcome.REPAIR_OR_REPLACEMENT: "in_kind",
    }  # fmt: skip
    return found.get(told.outcome, "in_kind")


def _refund(told: Assessment, policy: PolicyAnswer, row: PastRow, paid: int) -> int:
    """What is repaid: what the answer says; where it leaves the choice, what was repaid that time."""
    if told.refund is not None:
        percent = policy.window.restocking_percent if policy.window and told.basis is Basis.COMMERCIAL else 0
        return told.refund.minor * (100 - percent) // 100
    if policy.remedy:
        return paid if policy.remedy in MONEY else 0
    return row.repaid


def _is_kept(ruling: Ruling) -> bool:
    return ruling.is_kept or ruling.policy.remedy in LESS or ruling.told.outcome is Outcome.PRICE_REDUCTION


def _is_less(ruling: Ruling, alone: Assessment) -> bool:
    """Whether the customer would be told less than the law alone gives; nothing a policy says may do that."""
    told = ruling.told
    if alone.decision not in GRANTED:
        return False
    if _STRENGTH[told.decision] < _STRENGTH[alone.decision]:
        return True
    if alone.refund is not None and (told.refund is None or told.refund.minor < alone.refund.minor):
        return True
    return alone.return_cost_by is Payer.SELLER and told.return_cost_by is Payer.BUYER
