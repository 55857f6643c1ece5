"""What a shop promises on top of the law, as plain values. It can only add: nothing here takes a right away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reprise.core.refusals import Invalid, mark

LONGEST_WINDOW: Final = 365
LONGEST_ANSWER: Final = 30
SHORTEST_RETURN: Final = 14  # days to send goods back: what the law gives the buyer after a withdrawal
LONGEST_RETURN: Final = 120
LARGEST_KEPT_MINOR: Final = 100_000
NOT_FOR_RESALE: Final = frozenset({"custom_print", "personalised_print", "digital_file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTerms:
    """Whether the shop's own window covers a product kind, only unopened or not, and what it adds in words."""

    accepted: bool = True
    unopened_only: bool = False
    note_fr: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What the shop tells every buyer before the order; the seller has to prove it, and rights hang on it."""

    withdrawal: bool = True  # the right to withdraw, with the model form
    return_cost: bool = True  # that the buyer pays the return of a withdrawal
    exclusion: bool = True  # that made-to-order articles cannot be withdrawn from
    digital: bool = False  # consent, acknowledgement and confirmation for downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One version of a shop's policy; days are calendar days, money is in minor units of the shop's currency."""

    return_days: int = 0  # the shop's own window; 0: the law alone
    return_cost_by: str = "buyer"  # for returns under the shop's own window: buyer, seller
    refunds_delivery: bool = False  # under the shop's own window
    decision_days: int = 2  # by when the shop answers a request
    return_by_days: int = 14  # how long an authorisation to send goods back is good for
    keep_below_minor: int = 0  # faulty articles worth less need not come back; 0: never
    notices: Notices = field(default_factory=Notices)
    kinds: Mapping[str, KindTerms] = field(default_factory=dict)

    def kind(self, product_kind: str) -> KindTerms:
        """The conditions of a product kind; unsaid, the window covers it unless it cannot be sold again."""
        return self.kinds.get(product_kind, KindTerms(accepted=product_kind not in NOT_FOR_RESALE))

    def covers(self, product_kind: str, *, opened: bool) -> bool:
        """Whether the shop's own window takes an article of this kind back."""
        conditions = self.kind(product_kind)
        return self.return_days > 0 and conditions.accepted and not (opened and conditions.unopened_only)


def checked(terms: Terms) -> Terms:
    """The terms, or a refusal naming the first field that cannot be published."""
    bounds = {
        "return_days": (0, LONGEST_WINDOW, mark("write a number of days from 0 to 365; 0 leaves the law alone.")),
        "decision_days": (1, LONGEST_ANSWER, mark("write a number of days from 1 to 30.")),
        "return_by_days": (
            SHORTEST_RETURN,
            LONGEST_RETURN,
            mark("write a number of days from 14 to 120: the law gives at least 14 days to send goods back (L221-23)."),
        ),
        "keep_below_minor": (0, LARGEST_KEPT_MINOR, mark("write an amount from 0.00 to 1,000.00.")),
    }
    for name, (least, most, why) in bounds.items():
        if not least <= getattr(terms, name) <= most:
            raise Invalid(field=name, why=why)
    if terms.return_cost_by not in {"buyer", "seller"}:
        raise Invalid(field="return_cost_by", why=mark("say who pays the return: buyer or seller."))
    return terms
