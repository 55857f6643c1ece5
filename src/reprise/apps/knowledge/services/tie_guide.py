from reprise.apps.knowledge.models import GuideRun
from reprise.platform.transactions import atomic


@atomic
def tie_guide(*, shop_id: int, key: str, draft_key: str) -> None:
    """Tie a guide somebody went through by themselves to the claim they make after it, once."""
    GuideRun.objects.filter(shop_id=shop_id, key=key, draft_key="", case=None).update(draft_key=draft_key)
