from collections.abc import Mapping

from django.db.models import Max, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import SavedFilter
from reprise.apps.cases.saved_filters import saved_filter_for
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

MOST = 20  # of one person, and of the team


@atomic
def save_filter(
    *, actor: Actor, label: str, query: Mapping[str, str], shared: bool, is_default: bool = False
) -> SavedFilter:
    """Keep a choice under a name; the same name again replaces it."""
    actor.require(Right.CASES_WRITE if shared else Right.CASES_READ)
    label = " ".join(label.split())[:60]
    if not label:
        raise Invalid(field="label", why=mark("give the filter a name."))
    person_id = None if shared else actor.person_id
    mine = _of(actor.shop_id, person_id)
    found = mine.filter(label__iexact=label).first()
    if found is None:
        if mine.count() >= MOST:
            raise Invalid(field="label", why=mark("twenty filters are enough: remove one first."))
        last = mine.aggregate(last=Max("position"))["last"]
        found = SavedFilter(shop_id=actor.shop_id, person_id=person_id, position=(last or 0) + 1)
    found.label, found.query = label, dict(query)
    if is_default:
        mine.filter(is_default=True).update(is_default=False)
    found.is_default = is_default
    found.save()
    return found


@atomic
def drop_filter(*, actor: Actor, filter_id: int) -> None:
    """Let go of a kept choice."""
    found = _to_change(actor, filter_id)
    SavedFilter.objects.filter(pk=found.pk).delete()


@atomic
def move_filter_up(*, actor: Actor, filter_id: int) -> None:
    """Put a kept choice before the one above it."""
    found = _to_change(actor, filter_id)
    order = [one.pk for one in _of(actor.shop_id, found.person_id).order_by("position", "id")]
    place = order.index(found.pk)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, pk in enumerate(order, start=1):
        SavedFilter.objects.filter(pk=pk).update(position=position)


@atomic
def set_default_filter(*, actor: Actor, filter_id: int, is_default: bool) -> None:
    """Open the queue with this choice, or no longer."""
    found = _to_change(actor, filter_id)
    same = _of(actor.shop_id, found.person_id)
    same.filter(is_default=True).update(is_default=False)
    same.filter(pk=found.pk).update(is_default=is_default)


def _of(shop_id: int, person_id: int | None) -> QuerySet[SavedFilter]:
    """Those of one person, or of the team."""
    found = SavedFilter.objects.filter(shop_id=shop_id)
    return found.filter(person__isnull=True) if person_id is None else found.filter(person_id=person_id)


def _to_change(actor: Actor, filter_id: int) -> SavedFilter:
    found = saved_filter_for(actor, filter_id)
    if found.person_id is None:
        actor.require(Right.CASES_WRITE)
    return found
