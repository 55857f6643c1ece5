import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.models import ArticleVersion, ShopArticle
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.fitness import LONGEST_SLUG, Finding, findings_of
from reprise.apps.knowledge.rules.shop_content import tidied
from reprise.apps.knowledge.services.hold_article import hold_article
from reprise.apps.knowledge.services.stamp_shelf import stamp_shelf
from reprise.core.refusals import Invalid, Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

LONGEST_WHY = 200
MOST_ARTICLES = 10_000


class ArticleUnfit(Refusal):
    """An article that cannot stand on the shelf as it is; each finding says what to put right."""

    code = "article_unfit"
    kind: ClassVar[Kind] = Kind.INVALID
    sentence = mark("The article is not kept yet: %(count)d things have to be put right first.")

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0].field if self.findings else None
        super().__init__(field=first, count=len(self.findings))


@atomic
def save_article(
    *, actor: Actor, slug: str | None, content: Mapping[str, Any], reviewed: date, why: str, at: datetime,
    read: int | None = None,
) -> ShopArticle:  # fmt: skip
    """Keep a new version of an article, ours or the shop's; without a slug it is a new one, named after its title.

    `read` is the version that was on the screen: whoever began before a colleague saved is told instead of winning.
    """
    actor.require(Right.SETTINGS_EDIT)
    shelf = shelf_of(actor.shop_id)
    if slug is not None and slug not in shelf.articles:
        raise NotFound
    kept = tidied(content)
    named = slug or _free_slug(kept, taken=set(shelf.articles))
    if blocking := [one for one in findings_of(named, kept) if one.blocks]:
        raise ArticleUnfit(blocking)
    if reviewed > at.date() + timedelta(days=1):  # a day later somewhere on earth
        raise Invalid(field="reviewed", why=mark("write a day that has begun."))
    if len(why) > LONGEST_WHY:
        raise Invalid(field="why", why=mark("shorten it to 200 characters."))
    if slug is None and len(shelf.articles) >= MOST_ARTICLES:
        raise Invalid(field="fr.title", why=mark("ten thousand articles are the most a shop can have."))
    article = hold_article(shop_id=actor.shop_id, slug=named, kind=kept["kind"])
    if read is not None and read != article.number:
        raise Overtaken
    return add_version(actor=actor, article=article, content=kept, reviewed=reviewed, why=why.strip(), at=at)


def add_version(
    *, actor: Actor, article: ShopArticle, content: Mapping[str, Any], reviewed: date, why: str, at: datetime
) -> ShopArticle:
    """Write the next version of an article that is held, and make it the current one."""
    last = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    ArticleVersion.objects.create(
        article=article, number=last + 1, content=dict(content), reviewed=reviewed, by_id=actor.person_id, at=at,
        why=why,
    )  # fmt: skip
    article.number, article.kind, article.reviewed = last + 1, content["kind"], None
    article.changed_by_id, article.changed_at = actor.person_id, at
    article.save(update_fields=["number", "kind", "reviewed", "changed_by", "changed_at"])
    stamp_shelf(shop_id=actor.shop_id)
    return article


def _free_slug(content: Mapping[str, Any], *, taken: set[str]) -> str:
    """A name for the address, of the English title before the French one."""
    title = next((content[one]["title"] for one in ("en", "fr") if one in content and content[one]["title"]), "")
    letters = unicodedata.normalize("NFKD", title.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[: LONGEST_SLUG - 10].strip("-") or "article"
    names = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
