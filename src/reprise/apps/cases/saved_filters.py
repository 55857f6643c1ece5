"""The choices of the work list that a person or the team comes back to."""

from django.db.models import F, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import SavedFilter
from reprise.core.refusals import NotFound


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """Those of the person, then those of the team, each in their order."""
    actor.require(Right.CASES_READ)
    mine = Q(person_id=actor.person_id or 0) | Q(person__isnull=True)
    found = SavedFilter.objects.filter(mine, shop_id=actor.shop_id)
    return list(found.order_by(F("person_id").asc(nulls_last=True), "position", "id"))


def saved_filter_for(actor: Actor, filter_id: int) -> SavedFilter:
    """One the person may change: their own, or the team's."""
    found = next((one for one in saved_filters(actor) if one.pk == filter_id), None)
    if found is None:
        raise NotFound
    return found
