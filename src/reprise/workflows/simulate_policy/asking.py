"""One chunk of past lines asked about; runs in the caller's process, or in one that was started for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reprise.apps.policies.kept_policy import from_json
from reprise.readmodels.replay.pace import Pace
from reprise.readmodels.replay.past_row import PastRow
from reprise.readmodels.replay.replaying import Replay
from reprise.workflows.simulate_policy.tally import Tally


@dataclass(frozen=True, slots=True)
class Settings:
    """Both policies as they are kept, and what the shop's past says of its pace: plain values another process gets."""

    in_force: dict[str, Any]
    draft: dict[str, Any]
    number: int
    limit: int | None
    pace: dict[str, Any]


_READY: list[tuple[Replay, Pace]] = []


def prepare(settings: Settings) -> None:
    """Read both policies once for all chunks."""
    replay = Replay(
        from_json(settings.in_force), from_json(settings.draft), number=settings.number, limit=settings.limit
    )  # fmt: skip
    _READY[:] = [(replay, Pace(**settings.pace))]


def tallied(rows: Sequence[PastRow]) -> Tally:
    """Ask both policies about each line, and count."""
    replay, pace = _READY[0]
    tally = Tally(cases=len({row.reference for row in rows}))
    changed: set[str] = set()
    for row in rows:
        before = tally.changed
        tally.add(replay.one(row), pace)
        if tally.changed > before:
            changed.add(row.reference)
    tally.changed_cases = len(changed)
    return tally
