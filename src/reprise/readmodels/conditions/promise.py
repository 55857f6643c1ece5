"""What the shop adds to the law, asked of one version of its policy in the few ways its conditions need."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import (
    Between,
    Days,
    Notices,
    Policy,
    PolicyFacts,
    Row,
    TableName,
    Terms,
    Window,
)
from reprise.apps.policies.rules import window_of as window_in

#: What a visitor of the page is taken for: a customer like any other, whose order is not known.
ANYBODY: Final = {"second_hand": False, "channel": "portal", "priority": "normal"}
#: What a row may look at and still be told in the table of articles.
IN_THE_TABLE: Final = frozenset({"kind", "buyer", "country", "opened", "second_hand", "channel", "ordered"})

PRICES: Final = frozenset({"value_minor", "order_value_minor"})


@dataclass(frozen=True, slots=True)
class Promise:
    """One version of a policy, as its conditions ask it."""

    policy: Policy

    @property
    def terms(self) -> Terms:
        """What holds for every request."""
        return self.policy.terms

    @property
    def notices(self) -> Notices:
        """What every buyer is told before the order."""
        return self.policy.terms.notices

    def window(self, kind: str, *, opened: bool, country: str, buyer: str = "consumer", ordered: date) -> Window | None:
        """The shop's own window for an article; None: the law alone."""
        facts = PolicyFacts(kind=kind, opened=opened, country=country, buyer=buyer, ordered=ordered, **ANYBODY)  # type: ignore[arg-type]
        found = window_in(self.policy, facts)
        return found if found and found.days else None

    def seasons(self) -> tuple[tuple[Row, Days], ...]:
        """The rows of the window that hold only for orders of certain days."""
        rows = ((row, row.when.get("ordered")) for row in self.policy.rows(TableName.WINDOW))
        return tuple((row, days) for row, days in rows if isinstance(days, Days))

    def priced(self) -> tuple[tuple[Row, str, Between], ...]:
        """The rows of the window that depend on the price of the article or of the order, and on nothing personal."""
        rows = ((row, set(row.when) - IN_THE_TABLE) for row in self.policy.rows(TableName.WINDOW))
        found = ((row, next(iter(extra))) for row, extra in rows if len(extra) == 1 and extra <= PRICES)
        return tuple((row, name, cell) for row, name in found if isinstance(cell := row.when[name], Between))


def promise_of(version: PolicyVersion) -> Promise:
    """The promise a version makes."""
    return Promise(policy_of(version))
