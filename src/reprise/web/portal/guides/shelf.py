"""All guides, by what one prints with; and those that are about what somebody sees."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.knowledge.rules.guide_finding import found
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.core.refusals import mark
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.guides.said import Picture, picture
from reprise.web.portal.help.doors import person_behind
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.guide import Front, Guide

LONGEST: Final = 300
GROUPS: Final[Mapping[str, str]] = {
    "fdm": mark("Printing with filament"), "resin": mark("Printing with resin"), "": mark("Any printer"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide in the list."""

    guide: "Guide"
    front: "Front"
    picture: Picture | None


@shop_page()
def guides(request: ShopRequest) -> HttpResponse:
    """The list, or with ?q those about what was written."""
    question = " ".join(request.GET.get("q", "")[:LONGEST].split())
    every = shipped_guides().values()
    context = {
        "question": question, "longest": LONGEST,
        "found": [_entry(one) for one in found(every, question, language())] if question else [],
        "groups": list(_groups(every)), "person": person_behind(request, say=question),
        "back": reverse("portal:help", args=[request.shop.slug]),
    }  # fmt: skip
    return show(request, "guides/list", context)


def _groups(guides: "Iterable[Guide]") -> "Iterator[tuple[str, list[Entry]]]":
    some = list(guides)
    for process, title in GROUPS.items():
        if meant := [_entry(one) for one in some if one.process == process]:
            yield gettext(title), meant


def _entry(guide: "Guide") -> Entry:
    named = next((step.picture for step in guide.steps.values() if step.picture), "")
    return Entry(guide, guide.in_(language()), picture(named) if named else None)
