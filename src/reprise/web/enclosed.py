"""A paper that travels with a letter, as its browser shows it: drawn when somebody opens it."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers

from reprise.apps.notifications.enclosures import enclosure
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Mail


def enclosed(mail: "Mail", place: int) -> HttpResponse:
    """The paper at a place; missing when the letter has none there."""
    paper = enclosure(mail, place)
    if paper is None:
        raise NotFound
    response = HttpResponse(paper.content, content_type=paper.media_type)
    response["Content-Disposition"] = f'inline; filename="{paper.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
