from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.kinds import Verdict
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.queries import shelf_of
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def judge_asked(*, actor: Actor, asked_id: int, verdict: str, at: datetime) -> Asked:
    """Say whether what the assistant answered was right; said again, the later word counts. Empty takes it back."""
    actor.require(Right.CASES_WRITE)
    asked = _held(actor, asked_id)
    if verdict and verdict not in list(Verdict):
        raise NotFound
    asked.judged, asked.judged_by_id, asked.judged_at = verdict, actor.person_id, at
    asked.save(update_fields=["judged", "judged_by", "judged_at"])
    return asked


@atomic
def set_written_about(*, actor: Actor, asked_id: int, slug: str) -> Asked:
    """Note which article answers a question from now on: it leaves the list to write from; empty puts it back."""
    actor.require(Right.CASES_WRITE)
    asked = _held(actor, asked_id)
    if slug and slug not in shelf_of(actor.shop_id).articles:
        raise NotFound
    asked.written_about = slug
    asked.save(update_fields=["written_about"])
    return asked


def _held(actor: Actor, asked_id: int) -> Asked:
    asked = Asked.objects.select_for_update().filter(shop_id=actor.shop_id, pk=asked_id).first()
    if asked is None:
        raise NotFound
    return asked
