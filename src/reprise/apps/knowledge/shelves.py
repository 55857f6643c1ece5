"""The shelf of a shop: what ships with the product, and over it what the shop changed, added or hid."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from threading import Lock, RLock
from typing import Final

from reprise.apps.knowledge.models import ArticleVersion, ShelfStamp, ShopArticle
from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.index import Index, shipped_index
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import article_of
from reprise.platform.statements import Values

MOST_KEPT: Final = 16  # shops with articles of their own, in one process
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article on a shop's shelf, and whose it is; version 0 is as it ships."""

    article: Article
    version: int = 0
    own: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every article of a shop by its slug, those it hid too, and the index of those it shows."""

    articles: Mapping[str, Shelved]
    index: Index = field(repr=False)
    stamp: str = ""

    def visible(self) -> list[Shelved]:
        """What customers see."""
        return [one for one in self.articles.values() if not one.hidden]


_STAMP: Final = Values(lambda shop_id: ShelfStamp.objects.filter(shop_id=shop_id).values("stamp"))


class Shelves:
    """The shelves one process holds, each as its stamp says."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Shelf] = OrderedDict()
        self._lock = Lock()
        self._building = RLock()  # whoever comes while a shelf is read waits for it instead of reading it too

    def of(self, shop_id: int) -> Shelf:
        """The shelf as it is now: one row tells whether the one held is current.

        The stamp is read before the articles, so what is kept is never older than its stamp says.
        """
        stamp = next((stamp for (stamp,) in _STAMP.all(shop_id)), "")
        if not stamp:
            return _as_shipped()
        held = self._held(shop_id)
        if held is not None and held.stamp == stamp:
            return held
        with self._building:
            held = self._held(shop_id)
            if held is None or held.stamp != stamp:
                held = _built(shop_id, stamp, held)
                self._keep(shop_id, held)
            return held

    def _held(self, shop_id: int) -> Shelf | None:
        with self._lock:
            if shop_id in self._kept:
                self._kept.move_to_end(shop_id)
            return self._kept.get(shop_id)

    def _keep(self, shop_id: int, shelf: Shelf) -> None:
        with self._lock:
            self._kept[shop_id] = shelf
            self._kept.move_to_end(shop_id)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


_OURS: Final = Shelves()


def shelf_of(shop_id: int) -> Shelf:
    """A shop's shelf as it is now, in this process."""
    return _OURS.of(shop_id)


def make_ready() -> None:
    """Have what ships with the product at hand, so that the first who asks need not wait for it."""
    _as_shipped()


@cache
def _as_shipped() -> Shelf:
    return Shelf({article.id: Shelved(article) for article in shipped()}, shipped_index())


def _built(shop_id: int, stamp: str, held: Shelf | None) -> Shelf:
    """Read what changed since, and nothing that did not."""
    rows = {row.slug: row for row in ShopArticle.objects.filter(shop_id=shop_id).order_by("slug")}
    known = held.articles if held else {}
    changed = [row for row in rows.values() if row.number and _version(known, row.slug) != row.number]
    read = _read(changed)
    articles = {article.id: Shelved(article) for article in shipped()}
    for slug, row in rows.items():
        if row.number:
            article = read[slug] if slug in read else known[slug].article
            articles[slug] = Shelved(_reviewed(article, row.reviewed), row.number, own=True, hidden=row.hidden)
        elif slug in articles:
            articles[slug] = Shelved(_reviewed(articles[slug].article, row.reviewed), hidden=row.hidden)
    shown = [one.article for one in articles.values() if not one.hidden]
    return Shelf(articles, Index.of(shown, before=held.index if held else shipped_index()), stamp)


def _reviewed(article: Article, day: date | None) -> Article:
    return replace(article, reviewed=day) if day and day > article.reviewed else article


def _version(known: Mapping[str, Shelved], slug: str) -> int:
    return known[slug].version if slug in known and known[slug].own else 0


def _read(rows: list[ShopArticle]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for first in range(0, len(rows), AT_ONCE):
        some = {row.pk: row for row in rows[first : first + AT_ONCE]}
        for version in ArticleVersion.objects.filter(article__in=some):
            row = some[version.article_id]
            if version.number == row.number:
                found[row.slug] = article_of(row.slug, version.content, reviewed=version.reviewed)
    return found
