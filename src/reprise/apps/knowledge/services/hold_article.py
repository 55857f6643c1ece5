from reprise.apps.knowledge.models import ShopArticle


def hold_article(*, shop_id: int, slug: str, kind: str) -> ShopArticle:
    """The shop's row about an article, begun if there is none, held until the end of the transaction."""
    ShopArticle.objects.get_or_create(shop_id=shop_id, slug=slug, defaults={"kind": kind})
    return ShopArticle.objects.select_for_update().get(shop_id=shop_id, slug=slug)
