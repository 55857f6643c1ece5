"""Tables of the knowledge base: what a shop changed, what was asked, what guides led to."""

from reprise.apps.knowledge.models.article import ArticleVersion, ShelfStamp, ShopArticle
from reprise.apps.knowledge.models.asked import Asked
from reprise.apps.knowledge.models.guide_run import GuideRun
from reprise.apps.knowledge.models.rating import ArticleRating

__all__ = ["ArticleRating", "ArticleVersion", "Asked", "GuideRun", "ShelfStamp", "ShopArticle"]
