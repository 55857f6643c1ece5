from datetime import datetime

from reprise.apps.knowledge.models import ArticleRating
from reprise.apps.knowledge.queries import article_for
from reprise.apps.knowledge.rules.masking import masked
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

LONGEST = 1_000


@atomic
def rate_article(
    *, shop_id: int, slug: str, helpful: bool, words: str, asker: str, at: datetime
) -> ArticleRating:  # fmt: skip
    """Keep whether an article helped; said again by the same browser about the same version, it replaces the first."""
    shelved = article_for(shop_id, slug)
    said = masked(words)
    if len(words) > LONGEST:
        raise Invalid(field="words", why=mark("shorten it to 1,000 characters."))
    if not asker or len(asker) > 64:
        raise Invalid(field="asker", why=mark("reload the page and try again."))
    rating, _ = ArticleRating.objects.update_or_create(
        shop_id=shop_id, slug=slug, version=shelved.version, asker=asker,
        defaults={"helpful": helpful, "words": said[:LONGEST], "at": at},
    )  # fmt: skip
    return rating
