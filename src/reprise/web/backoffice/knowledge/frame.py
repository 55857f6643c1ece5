"""What every page of the knowledge desk shows around itself: where it stands, and what waits on its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address, show


@dataclass(frozen=True, slots=True)
class Tab:
    """A page beside this one; `count` is what waits there."""

    name: str
    url: str
    words: str
    count: int = 0


def show_knowledge(
    request: StaffRequest, template: str, heading: str, context: Mapping[str, object], *, tab: str, status: int = 200
) -> HttpResponse:
    """Draw a page; its template extends desk/knowledge/frame.html and fills the block `part`."""
    frame = {
        "tab": tab, "tabs": tabs(request), "heading": heading, "is_below": tab != "articles" or template != "list",
        "may_edit": request.actor.may(Right.SETTINGS_EDIT), "may_judge": request.actor.may(Right.CASES_WRITE),
    }  # fmt: skip
    return show(request, f"knowledge/{template}", {**frame, **context}, section="knowledge", status=status)


def tabs(request: StaffRequest) -> list[Tab]:
    """Articles, what they lack, how the assistant does."""
    return [
        Tab("articles", address(request, "knowledge"), gettext("Articles")),
        Tab("questions", address(request, "knowledge_questions"), gettext("Questions without an article")),
        Tab("sample", address(request, "knowledge_sample"), gettext("This week’s sample")),
        Tab("figures", address(request, "knowledge_figures"), gettext("How the assistant does")),
        Tab("try", address(request, "knowledge_try"), gettext("Try it")),
        Tab("links", address(request, "knowledge_links"), gettext("Links")),
    ]
