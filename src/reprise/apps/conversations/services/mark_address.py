from datetime import datetime

from reprise.apps.conversations.models import AddressState
from reprise.platform.transactions import atomic


@atomic
def mark_bounced(*, shop_id: int, email: str, is_permanent: bool, said: str, at: datetime) -> AddressState:
    """Note that an address did not take a letter of ours; a passing fault never hides that it is gone for good."""
    known, new = AddressState.objects.get_or_create(
        shop_id=shop_id, email=email.strip().lower()[:320],
        defaults={"bounced_at": at, "is_permanent": is_permanent, "said": said[:300]},
    )  # fmt: skip
    if not new:
        still_gone = known.is_permanent and known.cleared_at is None
        known.bounced_at, known.cleared_at = at, None
        known.is_permanent, known.said = is_permanent or still_gone, said[:300] or known.said
        known.save(update_fields=["bounced_at", "cleared_at", "is_permanent", "said"])
    return known


@atomic
def clear_address(*, shop_id: int, email: str, at: datetime) -> None:
    """Somebody wrote from the address, or a person says that it works: letters reach it again."""
    AddressState.objects.filter(shop_id=shop_id, email=email.strip().lower(), cleared_at__isnull=True).update(
        cleared_at=at
    )
