"""A case with everything its next step depends on, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reprise.apps.cases import queries as cases
from reprise.apps.cases.memory import all_parts, part
from reprise.apps.cases.models import Authorisation, Case, CaseLine, Deadline, Remedy, ReturnItem
from reprise.apps.logistics.models import Parcel
from reprise.platform.statements import settle

_PARCELS = part("parcels", lambda case_id: Parcel.objects.filter(case_id=case_id).order_by("id"))


class RefundFact(Protocol):
    """What a case's next step needs to know of a refund."""

    @property
    def remedy_id(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def provider(self) -> str: ...
    @property
    def amount_minor(self) -> int: ...
    @property
    def awaits_approval(self) -> bool: ...
    @property
    def decided_by(self) -> str: ...
    @property
    def pk(self) -> object: ...


@dataclass(frozen=True, slots=True)
class CasePicture:
    """One case, its lines, goods, remedies, refunds, open deadlines, authorisation and parcels."""

    case: Case
    lines: Sequence[CaseLine]
    items: Sequence[ReturnItem]
    remedies: Sequence[Remedy]
    refunds: Sequence[RefundFact]
    deadlines: Sequence[Deadline]
    authorisation: Authorisation | None
    parcels: Sequence[Parcel] = ()


def picture_of(case: Case) -> CasePicture:
    """The whole picture of a case the caller already holds: seven questions, asked together.

    Within a deed what it knows already is not asked again.
    """
    parts = all_parts(case)
    settle(*parts["items"], *parts["remedies"], *parts["deadlines"])  # each is told by its number
    return CasePicture(
        case=case,
        lines=parts["lines"],
        items=parts["items"],
        remedies=parts["remedies"],
        refunds=parts["refunds"],
        deadlines=parts["deadlines"],
        authorisation=next(iter(parts["authorisations"]), None),
        parcels=parts["parcels"],
    )


def with_new_dues(picture: CasePicture) -> CasePicture:
    """The same picture once remedies moved or days were set: only these are read again."""
    case = picture.case
    return replace(picture, remedies=cases.remedies_of(case), deadlines=cases.open_deadlines(case))
