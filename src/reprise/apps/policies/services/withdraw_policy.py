from datetime import date, datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.core.refusals import Invalid, NotFound, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def withdraw_policy(*, actor: Actor, number: int, today: date, at: datetime) -> None:
    """Take back the version published last while its day has not come: nothing was ever decided by it.

    A draft begun from it goes on from the version before.
    """
    actor.require(Right.POLICY_EDIT)
    mine = PolicyVersion.objects.filter(shop_id=actor.shop_id).order_by("-number")
    last, before = (*mine[:2], None, None)[:2]
    if last is None or last.number < number:
        raise NotFound
    if last.number != number:
        raise Overtaken
    if before is None or last.in_force_from <= today:
        raise Invalid(field="number", why=mark("this version is in force already; publish another one instead."))
    PolicyDraft.objects.filter(shop_id=actor.shop_id, based_on=last).update(based_on=before, changed_at=at)
    if not mine.filter(pk=last.pk, in_force_from__gt=today).order_by().delete()[0]:
        raise Overtaken
