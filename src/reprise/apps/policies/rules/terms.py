"""What a shop promises to everybody without condition, and what it tells every buyer before the order."""

from dataclasses import dataclass, field
from typing import Final

from reprise.core.refusals import Invalid, mark

LONGEST_ANSWER: Final = 14  # days: a withdrawal is repaid by then, whether somebody has answered or not
SHORTEST_RETURN: Final = 14  # days to send goods back: what the law gives the buyer after a withdrawal
LONGEST_RETURN: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What the shop tells every buyer before the order; the seller has to prove it, and rights hang on it."""

    withdrawal: bool = True  # the right to withdraw, with the model form
    return_cost: bool = True  # that the buyer pays the return of a withdrawal
    exclusion: bool = True  # that made-to-order articles cannot be withdrawn from
    digital: bool = False  # consent, acknowledgement and confirmation for downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The part of a policy that holds for every request; days are calendar days."""

    decision_days: int = 2  # by when the shop answers a request
    return_by_days: int = 14  # how long an authorisation to send goods back is good for
    notices: Notices = field(default_factory=Notices)


def checked(terms: Terms) -> Terms:
    """The terms, or a refusal naming the first field that cannot be published."""
    bounds = {
        "decision_days": (
            1,
            LONGEST_ANSWER,
            mark("write a number of days from 1 to 14: a withdrawal is repaid within 14 days of its notice (L221-24)."),
        ),
        "return_by_days": (
            SHORTEST_RETURN,
            LONGEST_RETURN,
            mark("write a number of days from 14 to 120: the law gives at least 14 days to send goods back (L221-23)."),
        ),
    }
    for name, (least, most, why) in bounds.items():
        if not least <= getattr(terms, name) <= most:
            raise Invalid(field=name, why=why)
    return terms
