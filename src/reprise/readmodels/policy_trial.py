"""What a draft of the policy would change, as the panel beside the tables shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.models import PolicyDraft, Simulation
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.simulation_queries import digest_of, newest_of

DAYS: Final = 90
SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Dear:
    """One of the most expensive changes."""

    case: str
    article: str
    quantity: int
    cost_minor: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A replay of the draft as it is now; without a report it waits, is at work, or failed."""

    id: int | None  # None: nobody has asked yet
    state: str
    since: date
    until: date
    percent: int
    lines_done: int
    lines: int
    report: Mapping[str, Any] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.state in {"waiting", "running"}

    @property
    def unchanged(self) -> int:
        """Lines that would be answered as they are now."""
        return self.report["replayed"] - self.report["changed"] if self.report else 0

    @property
    def share(self) -> float:
        """Of a hundred lines, how many change."""
        replayed = self.report["replayed"] if self.report else 0
        return round(100 * self.report["changed"] / replayed, 2) if self.report and replayed else 0.0

    @property
    def dearest(self) -> tuple[Dear, ...]:
        """The three that cost most."""
        rows = self.report["dearest"][:SHOWN] if self.report else ()
        return tuple(Dear(row["case"], row["article"], row["quantity"], row["cost_minor"]) for row in rows)


def trial_days(today: date) -> tuple[date, date]:
    """The days a draft is tried on: the last ninety, today included."""
    return today - timedelta(days=DAYS - 1), today


def rows_now(trial: Trial) -> dict[tuple[str, str], tuple[int, int]]:
    """How often each row speaks, before and with the draft: what the tables show beside their rows."""
    rows = trial.report["rows"] if trial.report else ()
    return {(row["table"], row["row"]): (row["before"], row["after"]) for row in rows}


def trial_of(shop: Shop, draft: PolicyDraft, today: date) -> Trial:
    """The newest replay of the draft as it is now; a draft that changed has none yet."""
    since, until = trial_days(today)
    in_force = policy_on(shop.pk, today).number
    found = newest_of(shop.pk, digest_of(draft.content, in_force=in_force, since=since, until=until))
    if found is None:
        return Trial(None, "", since, until, 0, 0, 0)
    return trial_from(found)


def trial_from(found: Simulation) -> Trial:
    """A replay as it stands."""
    percent = 100 * found.lines_done // found.lines if found.lines else 0
    return Trial(
        found.pk, found.state, found.since, found.until, percent, found.lines_done, found.lines, found.report
    )  # fmt: skip
