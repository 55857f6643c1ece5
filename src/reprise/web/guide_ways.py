"""From an article to the guides that find the same fault step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.knowledge.rules.guide_shelf import shipped_guides

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.guide import Guide

MOST: Final = 2  # an article that many guides name is a general one: their list says more


@dataclass(frozen=True, slots=True)
class GuideWay:
    """A link into a guide, or to all of them."""

    title: str
    href: str
    is_one: bool = True  # not their list


def guide_ways(slug: str, *, shop_slug: str, language: str) -> list[GuideWay]:
    """Where an article leads on; nowhere for one that no guide names."""
    guides = sorted(_naming(slug), key=lambda guide: guide.articles.index(slug))
    if len(guides) > MOST:
        listed = reverse("portal:guides", args=[shop_slug])
        return [GuideWay(gettext("Find the fault step by step"), listed, is_one=False)]
    return [
        GuideWay(guide.in_(language).title, reverse("portal:guide", args=[shop_slug, guide.id])) for guide in guides
    ]


def _naming(slug: str) -> "Iterator[Guide]":
    return (guide for guide in shipped_guides().values() if slug in guide.articles)
