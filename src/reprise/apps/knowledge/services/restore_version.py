from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.models import ShopArticle
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.services.save_article import add_version
from reprise.apps.knowledge.services.stamp_shelf import stamp_shelf
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def restore_version(*, actor: Actor, slug: str, number: int, at: datetime) -> ShopArticle:
    """Let an article say again what it said; number 0 gives it back as it ships, to improve with the product."""
    actor.require(Right.SETTINGS_EDIT)
    article = ShopArticle.objects.select_for_update().filter(shop_id=actor.shop_id, slug=slug).first()
    if article is None:
        raise NotFound
    if number == 0:
        return _as_shipped(actor, article, at)
    version = article.versions.filter(number=number).first()
    if version is None:
        raise NotFound
    if number == article.number:
        return article
    return add_version(
        actor=actor, article=article, content=version.content, reviewed=version.reviewed, why=f"← {number}", at=at
    )  # fmt: skip


def _as_shipped(actor: Actor, article: ShopArticle, at: datetime) -> ShopArticle:
    if article.slug not in {one.id for one in shipped()}:
        raise NotFound
    article.number, article.reviewed = 0, None
    article.changed_by_id, article.changed_at = actor.person_id, at
    article.save(update_fields=["number", "reviewed", "changed_by", "changed_at"])
    stamp_shelf(shop_id=article.shop_id)
    return article
