from datetime import date, datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import from_json
from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import NotFound, Overtaken
from reprise.platform.transactions import atomic


@atomic
def publish_draft(
    *, actor: Actor, in_force_from: date, today: date, at: datetime, version: int | None = None, knowing: bool = False
) -> PolicyVersion:
    """Publish the draft as the next version, now or on a later day, and let go of it.

    `version` is the draft its author was looking at. A version published since the draft began is never overwritten.
    """
    actor.require(Right.POLICY_EDIT)
    mine = PolicyDraft.objects.filter(shop_id=actor.shop_id)
    draft = mine.select_related("based_on").select_for_update(of=("self",)).first()
    if draft is None:
        raise NotFound
    if version is not None and draft.version != version:
        raise Overtaken
    made = publish_policy(
        actor=actor, policy=from_json(draft.content), in_force_from=in_force_from, today=today, at=at,
        replaces=draft.based_on.number if draft.based_on else 0, knowing=knowing,
    )  # fmt: skip
    if not mine.filter(version=draft.version).delete()[0]:
        raise Overtaken
    return made
