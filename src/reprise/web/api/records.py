"""What was written down on a case, one kind of record at a time: its lines and the verdicts on them."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, decisions_of, lines_of
from reprise.web.api.cases import CaseLineOut
from reprise.web.api.schemas import Reference
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller

router = Router(tags=["cases"])


class DecisionOut(Schema):
    """A verdict on a line, with the versions of law and policy it rests on. Never edited: a later one points back."""

    id: int
    line_id: int
    verdict: str
    quantity: int
    text: str
    basis: str
    versions: dict[str, object]
    decided_by: str
    decided_at: datetime
    corrects_id: int | None


@router.get("/{reference}/lines", response=list[CaseLineOut])
@scope(Right.CASES_READ)
def list_lines(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """What is asked, line by line, with what law and policy answered that day."""
    return lines_of(case_for(caller(request), reference))


@router.get("/{reference}/decisions", response=list[DecisionOut])
@scope(Right.CASES_READ)
def list_decisions(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """Every verdict, oldest first; the last of a line stands."""
    return decisions_of(case_for(caller(request), reference))
