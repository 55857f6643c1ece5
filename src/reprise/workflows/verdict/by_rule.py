"""Accept at once what a row of the shop's policy accepts without a person, in the transaction of the request."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import system
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.readmodels.available_actions import lines_to_authorise
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.proposal import proposal_of
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, CaseLine

UNDECIDED: Final = frozenset({LineState.PENDING.value, LineState.NEEDS_INFO.value})


def is_accepted_by_rule(line: "CaseLine") -> bool:
    """Whether the answer kept with a line needs nobody."""
    proposal = proposal_of(line.proposal)
    return line.state in UNDECIDED and proposal is not None and proposal.is_automatic


def accept_by_rule(*, case: "Case", shop: "Shop", at: datetime) -> None:
    """Decide the lines a row accepts by itself; once nothing is open, what comes back is authorised, with its number.

    To be called within the deed that wrote the lines.
    """
    accepted = [line for line in lines_of(case) if is_accepted_by_rule(line)]
    if not accepted:
        return
    house = replace(system(shop.pk), shop=shop)
    for line in accepted:
        proposal = proposal_of(line.proposal)
        keep = proposal is not None and proposal.keep_goods
        decide(actor=house, case=case, line_id=line.pk, verdict=LineMove.APPROVE, keep_goods=keep, at=at)
    still_open = any(line.state in UNDECIDED for line in lines_of(case))
    if not still_open and lines_to_authorise(picture_of(case)):
        authorise(actor=house, case=case, at=at)
