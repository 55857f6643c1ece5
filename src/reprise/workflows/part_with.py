"""Somebody of the staff leaves: what was theirs to do is nobody's from now on, or a colleague's."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import member_for
from reprise.apps.accounts.services.staff import remove_staff
from reprise.apps.cases.queries import cases_of
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.let_go import let_go_closed
from reprise.apps.cases.services.project import assign
from reprise.apps.conversations.queries import conversations_of
from reprise.apps.conversations.services.let_go import let_go
from reprise.apps.conversations.services.share_out import share_out, shares_out
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def part_with(*, actor: Actor, membership_id: int, at: datetime, with_tokens: bool = False) -> None:
    """End somebody's work for the shop; their open cases and conversations do not wait for somebody who is gone."""
    person_id = member_for(actor, membership_id).person_id
    remove_staff(actor=actor, membership_id=membership_id, at=at, with_tokens=with_tokens)
    house = system(actor.shop_id)
    cases = list(cases_of(house).filter(assignee=person_id, closed_at__isnull=True).order_by("pk"))
    for case in cases:
        _free(case, house, at)
    let_go_closed(shop_id=actor.shop_id, person_id=person_id)
    waiting = let_go(shop_id=actor.shop_id, person_id=person_id)
    if not shares_out(actor.shop_id):
        return
    theirs = Q(pk__in=waiting) | Q(case__in=cases, waits_since__isnull=False)
    for conversation in conversations_of(house).filter(theirs).select_related("case").order_by("pk"):
        share_out(conversation=conversation, at=at)


def _free(case: "Case", house: Actor, at: datetime) -> None:
    hold(case)
    assign(case=case, person_id=None, actor=house, at=at)
