from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.models import PolicyDraft
from reprise.core.refusals import Overtaken
from reprise.platform.transactions import atomic


@atomic
def discard_draft(*, actor: Actor, version: int | None = None) -> None:
    """Let go of the draft; with `version`, only while nobody has saved it since. None there: nothing to do."""
    actor.require(Right.POLICY_EDIT)
    mine = PolicyDraft.objects.filter(shop_id=actor.shop_id)
    seen = mine if version is None else mine.filter(version=version)
    deleted, _ = seen.delete()
    if not deleted and mine.exists():
        raise Overtaken
