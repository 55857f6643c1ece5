from datetime import datetime

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import policy_of, to_json
from reprise.apps.policies.models import PolicyDraft
from reprise.apps.policies.queries import draft_of, versions_of
from reprise.apps.policies.rules import Policy
from reprise.platform.transactions import atomic


@atomic
def start_draft(*, actor: Actor, at: datetime) -> PolicyDraft:
    """Begin the next version from the one published last, or go on with the draft there is."""
    actor.require(Right.POLICY_EDIT)
    there = draft_of(actor.shop_id)
    if there is not None:
        return there
    last = next(iter(versions_of(actor.shop_id)), None)
    content = to_json(policy_of(last) if last else Policy())
    try:
        with transaction.atomic():
            return PolicyDraft.objects.create(
                shop_id=actor.shop_id, based_on=last, content=content, changed_by=actor.key, changed_at=at
            )
    except IntegrityError:  # somebody began one at the same moment: it is the same draft
        return PolicyDraft.objects.get(shop_id=actor.shop_id)
