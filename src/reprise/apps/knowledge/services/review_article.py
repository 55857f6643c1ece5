from datetime import date, datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.models import ShopArticle
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.services.hold_article import hold_article
from reprise.apps.knowledge.services.stamp_shelf import stamp_shelf
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def review_article(*, actor: Actor, slug: str, today: date, at: datetime) -> ShopArticle:
    """Note that somebody read an article through and found it true; one that ships goes on improving by itself."""
    actor.require(Right.SETTINGS_EDIT)
    shelved = shelf_of(actor.shop_id).articles.get(slug)
    if shelved is None:
        raise NotFound
    article = hold_article(shop_id=actor.shop_id, slug=slug, kind=shelved.article.kind.value)
    article.reviewed, article.changed_by_id, article.changed_at = today, actor.person_id, at
    article.save(update_fields=["reviewed", "changed_by", "changed_at"])
    stamp_shelf(shop_id=actor.shop_id)
    return article
