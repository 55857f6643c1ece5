"""What may be read of a shop's articles."""

from dataclasses import dataclass

from django.db.models import Count, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.models import ArticleRating, ArticleVersion
from reprise.apps.knowledge.shelves import Shelf, Shelved, shelf_of
from reprise.core.refusals import NotFound

__all__ = ["Rated", "Shelf", "Shelved", "article_for", "ratings_of", "shelf_of", "versions_of", "words_about"]


@dataclass(frozen=True, slots=True)
class Rated:
    """How many said of the current version that it helped, and how many that it did not."""

    helpful: int = 0
    not_helpful: int = 0


def article_for(shop_id: int, slug: str) -> Shelved:
    """An article customers may read; NotFound for one that is hidden or was never there."""
    shelved = shelf_of(shop_id).articles.get(slug)
    if shelved is None or shelved.hidden:
        raise NotFound
    return shelved


def versions_of(actor: Actor, slug: str) -> list[ArticleVersion]:
    """What a shop's article said, the newest first; nothing for one that is as it ships."""
    actor.require(Right.CASES_READ)
    found = ArticleVersion.objects.filter(article__shop_id=actor.shop_id, article__slug=slug)
    return list(found.select_related("by").order_by("-number"))


def ratings_of(shelf: Shelf, shop_id: int) -> dict[str, Rated]:
    """How the current version of each article is rated; one query."""
    rows = ArticleRating.objects.filter(shop_id=shop_id).values("slug", "version").order_by()
    counted = rows.annotate(good=Count("pk", filter=Q(helpful=True)), bad=Count("pk", filter=Q(helpful=False)))
    return {
        row["slug"]: Rated(row["good"], row["bad"])
        for row in counted
        if row["slug"] in shelf.articles and shelf.articles[row["slug"]].version == row["version"]
    }


def words_about(actor: Actor, slug: str, *, limit: int = 50) -> list[ArticleRating]:
    """What readers said of an article, the newest first."""
    actor.require(Right.CASES_READ)
    said = ArticleRating.objects.filter(shop_id=actor.shop_id, slug=slug).exclude(words="")
    return list(said.order_by("-at", "-pk")[:limit])
