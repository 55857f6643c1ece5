"""What a scan or a typed number names: the step that waits at the bench for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import queue
from reprise.apps.logistics.queries import find_parcels
from reprise.readmodels.available_actions import Deed, available_actions
from reprise.readmodels.case_picture import picture_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Parcel

BENCH: Final = (Deed.RECEIVE, Deed.INSPECT, Deed.DISPOSE)
MOST: Final = 10
_SLIP: Final = re.compile(r"/c/(RP-[0-9A-Z]{4}-[0-9A-Z]{4})/", re.IGNORECASE)  # what the code of a slip holds


@dataclass(frozen=True, slots=True)
class Match:
    """A case that was named, the parcel if one was, and where its next step at the bench is (or its page)."""

    case: "Case"
    parcel: "Parcel | None"
    deed: str
    url: str


def matches(request: StaffRequest, scanned: str) -> list[Match]:
    """The cases a text names, by tracking number, slip, its code, RMA, reference, order, name or address."""
    link = _SLIP.search(scanned)
    scanned = link[1] if link else scanned
    parcels = find_parcels(request.actor, scanned)
    found: dict[int | None, tuple[Case, Parcel | None]] = {
        parcel.case_id: (parcel.case, parcel) for parcel in parcels if parcel.case is not None
    }
    for case in _cases(request.actor, scanned):
        found.setdefault(case.pk, (case, None))
    return [_match(request, case, parcel) for case, parcel in list(found.values())[:MOST]]


def _cases(actor: Actor, scanned: str) -> "Sequence[Case]":
    if not actor.may(Right.CASES_READ):
        return []
    return queue(actor, view="all", search=scanned, limit=MOST)


def _match(request: StaffRequest, case: "Case", parcel: "Parcel | None") -> Match:
    actions = available_actions(picture_of(case), request.actor)
    deed = next((action.deed for wanted in BENCH for action in actions if action.deed is wanted), None)
    if deed is None:
        return Match(case, parcel, "", address(request, "case", case.reference))
    if deed is not Deed.RECEIVE:
        return Match(case, parcel, deed.value, address(request, deed.value, case.reference))
    number = parcel.pk if parcel is not None else None
    return Match(case, parcel, deed.value, address(request, "bench", case.reference, parcel=number))


def in_the_same_box(request: StaffRequest, found: Match, like: int) -> Match:
    """The same match, for goods that came in the box of another case."""
    if found.deed != Deed.RECEIVE.value or found.parcel is not None:
        return found
    return replace(found, url=address(request, "bench", found.case.reference, like=like))
