import uuid

from reprise.apps.knowledge.models import ShelfStamp


def stamp_shelf(*, shop_id: int) -> None:
    """Let every process know that the articles of a shop are not what they were."""
    ShelfStamp.objects.update_or_create(shop_id=shop_id, defaults={"stamp": uuid.uuid4().hex})
