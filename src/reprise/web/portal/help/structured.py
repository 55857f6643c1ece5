"""The help for search engines: schema.org's FAQPage, TechArticle and BreadcrumbList, saying what the page shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.knowledge.rules.article import Kind
from reprise.web.article_html import plain_body

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.knowledge.rules.article import Article

Plain = dict[str, Any]
CONTEXT: Final = "https://schema.org"


def base_url() -> str:
    """Where the instance is on the web, for addresses that have to be whole."""
    return str(settings.ENV.base_url).rstrip("/")


def twins(path: str, language: str) -> tuple[tuple[str, str], ...]:
    """The whole address of a page in each language, its own first."""
    codes = sorted((code for code, _ in settings.LANGUAGES), key=lambda code: code != language)
    return tuple((code, base_url() + path.replace(f"/{language}/", f"/{code}/", 1)) for code in codes)


def of_home(shop: "Shop", language: str, listed: Iterable[tuple[str, str]]) -> Plain:
    """The page with every subject: a collection, and the title and name of each article it lists."""
    address = base_url() + reverse("portal:help", args=[shop.slug])
    parts = [
        {"@type": "ListItem", "position": place, "name": title, "url": _address(shop, slug)}
        for place, (title, slug) in enumerate(listed, 1)
    ]
    page = {
        "@type": "CollectionPage", "@id": f"{address}#page", "name": gettext("Help"), "url": address,
        "inLanguage": language, "publisher": _seller(shop),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(parts), "itemListElement": parts},
    }  # fmt: skip
    return {"@context": CONTEXT, "@graph": [page, _crumbs(shop, [])]}


def of_article(shop: "Shop", article: "Article", language: str) -> Plain:
    """One article, and the way to it. A question of the shop's ways is a FAQPage, a print that fails a TechArticle."""
    said = _question(shop, article, language) if article.kind is Kind.FAQ else _guide(shop, article, language)
    crumbs = _crumbs(shop, [(article.in_(language).title, _address(shop, article.id))])
    return {"@context": CONTEXT, "@graph": [said, crumbs]}


def _question(shop: "Shop", article: "Article", language: str) -> Plain:
    text = article.in_(language)
    answer = {"@type": "Answer", "text": text.answer, "url": _address(shop, article.id)}
    return _common(shop, article, language) | {
        "@type": "FAQPage",
        "mainEntity": [{"@type": "Question", "name": text.title, "acceptedAnswer": answer}],
    }


def _guide(shop: "Shop", article: "Article", language: str) -> Plain:
    text = article.in_(language)
    return _common(shop, article, language) | {
        "@type": "TechArticle", "headline": text.title, "description": text.answer,
        "articleBody": plain_body(text.body), "author": _seller(shop),
    }  # fmt: skip


def _common(shop: "Shop", article: "Article", language: str) -> Plain:
    address = _address(shop, article.id)
    return {
        "@id": f"{address}#article", "url": address, "name": article.in_(language).title, "inLanguage": language,
        "dateModified": article.reviewed.isoformat(), "publisher": _seller(shop),
        "citation": [{"@type": "CreativeWork", "name": one.label, "url": one.url} for one in article.sources],
    }  # fmt: skip


def _crumbs(shop: "Shop", more: list[tuple[str, str]]) -> Plain:
    home = [
        (shop.name, base_url() + reverse("portal:home", args=[shop.slug])),
        (gettext("Help"), base_url() + reverse("portal:help", args=[shop.slug])),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate([*home, *more], 1)
        ],
    }


def _seller(shop: "Shop") -> Plain:
    return {"@type": "Organization", "name": shop.legal_name or shop.name}


def _address(shop: "Shop", slug: str) -> str:
    return base_url() + reverse("portal:help_article", args=[shop.slug, slug])
