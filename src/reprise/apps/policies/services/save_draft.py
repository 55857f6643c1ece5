from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyDraft
from reprise.apps.policies.rules import MOST_ROWS, Policy
from reprise.core.refusals import Invalid, NotFound, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def save_draft(*, actor: Actor, policy: Policy, version: int, at: datetime) -> PolicyDraft:
    """Keep what was changed in the draft whose `version` the author was looking at; it need not be right yet."""
    actor.require(Right.POLICY_EDIT)
    if sum(len(rows) for rows in policy.tables.values()) > MOST_ROWS:
        raise Invalid(field="rows", why=mark("a policy holds 2,000 rows at most; join rows that say the same."))
    mine = PolicyDraft.objects.filter(shop_id=actor.shop_id)
    saved = mine.filter(version=version).update(
        content=to_json(policy), version=version + 1, changed_by=actor.key, changed_at=at
    )
    draft = mine.select_related("based_on").first()
    if draft is None:
        raise NotFound
    if not saved:
        raise Overtaken
    return draft
