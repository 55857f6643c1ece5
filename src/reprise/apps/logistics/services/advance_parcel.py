from typing import Any

from reprise.apps.cases.transitions import after
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.transitions import PARCEL_MOVES, ParcelMove
from reprise.core.refusals import Overtaken


def advance_parcel(parcel: Parcel, move: ParcelMove, **changes: Any) -> None:
    """Move a parcel on, with the columns that go with it; refused when somebody moved it since it was read."""
    target = after(PARCEL_MOVES, ParcelState(parcel.state), move)
    won = Parcel.objects.filter(pk=parcel.pk, state=parcel.state).update(state=target.value, **changes)
    if won != 1:
        raise Overtaken
    parcel.refresh_from_db()
