"""What lists show of a synthetic case, derived from its axes as from those of any other."""

from dataclasses import dataclass
from functools import lru_cache

from reprise.apps.cases.kinds import ItemState, LineState, RemedyState, RemedyType
from reprise.apps.cases.models import Authorisation, Case, CaseLine, Remedy, ReturnItem
from reprise.apps.cases.services.project import Projection
from reprise.apps.payments.kinds import BY_HAND
from reprise.readmodels.case_picture import CasePicture
from reprise.readmodels.projection import project


@dataclass(frozen=True, slots=True)
class Shape:
    """How far one line is; `refund` is its state, empty where there is none."""

    state: LineState
    goods: ItemState | None
    remedy: RemedyType | None
    remedy_state: RemedyState
    ground: str
    refund: str
    authorised: bool


@dataclass(frozen=True, slots=True)
class _Refund:
    remedy_id: int
    state: str
    pk: int
    provider: str = BY_HAND
    amount_minor: int = 1
    awaits_approval: bool = False
    decided_by: str = "system"


@lru_cache(maxsize=4_096)
def projected(kind: str, shapes: tuple[Shape, ...]) -> Projection:
    """Stage, turn, axes and next action of a case whose lines have these shapes; its dates are the caller's."""
    case = Case(pk=0, shop_id=0, kind=kind)
    lines, items, remedies, refunds = [], [], [], []
    for number, shape in enumerate(shapes, start=1):
        granted = int(shape.state in {LineState.APPROVED, LineState.PARTLY_APPROVED})
        line = CaseLine(
            pk=number, case=case, position=number, quantity=1, state=shape.state.value, ground=shape.ground,
            approved_quantity=granted, covered_quantity=granted if shape.remedy else 0,
        )  # fmt: skip
        lines.append(line)
        if shape.goods is not None:
            items.append(ReturnItem(pk=number, line=line, quantity=1, state=shape.goods.value))
        if shape.remedy is not None:
            remedies.append(Remedy(
                pk=number, case=case, line=line, type=shape.remedy.value, quantity=1, state=shape.remedy_state.value
            ))  # fmt: skip
        if shape.refund:
            refunds.append(_Refund(number, shape.refund, number))
    authorised = any(shape.authorised for shape in shapes)
    return project(CasePicture(
        case=case, lines=lines, items=items, remedies=remedies, refunds=refunds, deadlines=[],
        authorisation=Authorisation(case=case) if authorised else None,
    ))  # fmt: skip
