"""A case with everything its next step depends on, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reprise.apps.cases import queries as cases
from reprise.apps.cases.memory import known
from reprise.apps.cases.models import Authorisation, Case, CaseLine, Deadline, Remedy, ReturnItem
from reprise.apps.logistics.models import Parcel
from reprise.apps.payments import queries as payments
from reprise.apps.payments.models import Refund
from reprise.platform.statements import Reading

_PARCELS = Reading(lambda case_id: Parcel.objects.filter(case_id=case_id).order_by("id"))


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
    """The whole picture of a case the caller already holds: six queries, and one more once goods are expected.

    Within a deed what it knows already is not asked again.
    """
    items = cases.items_of(case)
    refunds: list[Refund] = known(case, "refunds", lambda: payments.refunds_of_case(case.pk))
    return CasePicture(
        case=case,
        lines=cases.lines_of(case),
        items=items,
        remedies=cases.remedies_of(case),
        refunds=refunds,
        deadlines=cases.open_deadlines(case),
        authorisation=cases.authorisation_of(case),
        parcels=known(case, "parcels", lambda: _PARCELS.all(case.pk)) if items else (),
    )


def with_new_dues(picture: CasePicture) -> CasePicture:
    """The same picture once remedies moved or days were set: only these are read again."""
    case = picture.case
    return replace(picture, remedies=cases.remedies_of(case), deadlines=cases.open_deadlines(case))
