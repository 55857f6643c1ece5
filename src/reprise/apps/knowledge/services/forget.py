from collections.abc import Collection

from reprise.apps.knowledge.models import Asked, GuideRun
from reprise.platform.transactions import atomic


@atomic
def forget(
    *, shop_id: int, conversation_ids: Collection[int] = (), case_ids: Collection[int] = ()
) -> None:  # fmt: skip
    """Take a person's words out of the questions asked in their conversations and out of the guides of their cases.

    What was answered stays, for the figures; what was asked on a public page was never tied to anybody.
    """
    Asked.objects.filter(shop_id=shop_id, conversation_id__in=list(conversation_ids)).update(question="")
    GuideRun.objects.filter(shop_id=shop_id, case__in=list(case_ids)).update(draft_key="", case=None)
