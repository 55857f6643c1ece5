from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.models import ShopArticle
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.services.hold_article import hold_article
from reprise.apps.knowledge.services.stamp_shelf import stamp_shelf
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def hide_article(*, actor: Actor, slug: str, at: datetime) -> ShopArticle:
    """Take an article off the shelf: customers do not find it and the assistant does not answer from it."""
    return _turn(actor, slug, at, hidden=True)


@atomic
def show_article(*, actor: Actor, slug: str, at: datetime) -> ShopArticle:
    """Put a hidden article back on the shelf."""
    return _turn(actor, slug, at, hidden=False)


def _turn(actor: Actor, slug: str, at: datetime, *, hidden: bool) -> ShopArticle:
    actor.require(Right.SETTINGS_EDIT)
    shelved = shelf_of(actor.shop_id).articles.get(slug)
    if shelved is None:
        raise NotFound
    article = hold_article(shop_id=actor.shop_id, slug=slug, kind=shelved.article.kind.value)
    if article.hidden != hidden:
        article.hidden, article.changed_by_id, article.changed_at = hidden, actor.person_id, at
        article.save(update_fields=["hidden", "changed_by", "changed_at"])
        stamp_shelf(shop_id=actor.shop_id)
    return article
