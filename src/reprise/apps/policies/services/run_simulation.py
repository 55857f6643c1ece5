"""The steps of a replay at work; each says whether it is still wanted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from reprise.apps.policies.models import Simulation
from reprise.platform.transactions import atomic

SILENCE: Final = timedelta(seconds=60)  # after so long without a beat whoever was at work is gone

_AT_WORK: Final = Simulation.State.RUNNING.value


@atomic
def take_simulation(*, simulation_id: int, at: datetime) -> bool:
    """Begin a replay that waits, or one whose worker fell silent; False when it is somebody else's, or over."""
    silent = Q(state=_AT_WORK, beat_at__lt=at - SILENCE)
    free = Simulation.objects.filter(Q(state=Simulation.State.WAITING) | silent, pk=simulation_id)
    return free.update(state=_AT_WORK, beat_at=at, lines_done=0) == 1


@atomic
def beat(*, simulation_id: int, done: int, lines: int, at: datetime) -> bool:
    """Tell how far it is; False when nobody wants it any more."""
    mine = Simulation.objects.filter(pk=simulation_id, state=_AT_WORK)
    return mine.update(lines_done=done, lines=lines, beat_at=at) == 1


@atomic
def keep_report(*, simulation_id: int, report: dict[str, Any], changes: Sequence[dict[str, Any]], at: datetime) -> None:
    """Keep what was found, unless it was superseded meanwhile."""
    Simulation.objects.filter(pk=simulation_id, state=_AT_WORK).update(
        state=Simulation.State.DONE, report=report, changes=list(changes), ended_at=at
    )


@atomic
def fail_simulation(*, simulation_id: int, why: str, at: datetime) -> None:
    """Keep that it could not be done, and where it stumbled."""
    Simulation.objects.filter(pk=simulation_id, state=_AT_WORK).update(
        state=Simulation.State.FAILED, error=why[:200], ended_at=at
    )
