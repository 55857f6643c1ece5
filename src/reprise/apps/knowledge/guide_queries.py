"""What may be read of the guides people went through."""

from reprise.apps.knowledge.models import GuideRun


def run_by_key(shop_id: int, key: str) -> GuideRun | None:
    """The run a page goes on with."""
    return GuideRun.objects.filter(shop_id=shop_id, key=key).first() if key else None


def runs_of_case(case_id: int) -> list[GuideRun]:
    """The guides gone through before a case, in order."""
    return list(GuideRun.objects.filter(case_id=case_id).order_by("pk"))
