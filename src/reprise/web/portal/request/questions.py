"""Every question of a request, by the page it stands on: the same for each place where a request is filled in."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from reprise.web.portal.door import READ, READ_AND_WRITE
from reprise.web.portal.request.answers import Page
from reprise.web.portal.request.delivery import delivery
from reprise.web.portal.request.draft import Question
from reprise.web.portal.request.evidence import draft_file, evidence
from reprise.web.portal.request.items import items
from reprise.web.portal.request.reason import opened, reason
from reprise.web.portal.request.rights import rights
from reprise.web.portal.request.safety import safety, stop_using
from reprise.web.portal.request.wishes import wish

QUESTIONS: Final[Mapping[Page, Question]] = {
    Page.ITEMS: items, Page.REASON: reason, Page.OPENED: opened, Page.DELIVERY: delivery, Page.SAFETY: safety,
    Page.STOP: stop_using, Page.WISH: wish, Page.EVIDENCE: evidence, Page.RIGHTS: rights,
}  # fmt: skip
BY_LINE: Final = frozenset({Page.REASON, Page.OPENED})  # asked of each article


def address_of(page: Page) -> str:
    """What a question is called below the address of a request."""
    return f"{page.value}/<int:line_id>/" if page in BY_LINE else f"{page.value}/"


def questions(
    door: Callable[[Page, tuple[str, ...]], Callable[[Question], Callable[..., HttpResponseBase]]], below: str
) -> list[URLPattern]:
    """Every question behind one door, and the small pictures of its files."""
    pages = [
        path(f"{below}{address_of(page)}", door(page, READ_AND_WRITE)(view), name=page.value)
        for page, view in QUESTIONS.items()
    ]
    file = door(Page.EVIDENCE, READ)(draft_file)
    return [*pages, path(f"{below}files/<int:file_id>/", file, name="draft_file")]
