"""What is done to an article without changing a word: hide it, show it, say that it was read through."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.services.hide_article import hide_article, show_article
from reprise.apps.knowledge.services.restore_version import restore_version
from reprise.apps.knowledge.services.review_article import review_article
from reprise.core.refusals import NotFound
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go

Deed = Callable[[StaffRequest, str], str]


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def deed(request: StaffRequest, article: str) -> HttpResponse:
    """One of them; what hides can be undone at once."""
    name = request.POST.get("do", "")
    if name not in DEEDS:
        raise NotFound
    said = DEEDS[name](request, article)
    if request.POST.get("from") == "list":
        messages.success(request, said)
        return HttpResponseRedirect(address(request, "knowledge"))
    return go(request, said, "knowledge_article", article)


def _hide(request: StaffRequest, slug: str) -> str:
    hide_article(actor=request.actor, slug=slug, at=timezone.now())
    return gettext("Hidden: customers no longer find it, and the assistant no longer answers from it.")


def _show(request: StaffRequest, slug: str) -> str:
    show_article(actor=request.actor, slug=slug, at=timezone.now())
    return gettext("Shown: customers find it again, and the assistant answers from it.")


def _reviewed(request: StaffRequest, slug: str) -> str:
    review_article(actor=request.actor, slug=slug, today=timezone.localdate(), at=timezone.now())
    return gettext("Noted: read through today. Customers see that date.")


def _house(request: StaffRequest, slug: str) -> str:
    restore_version(actor=request.actor, slug=slug, number=0, at=timezone.now())
    return gettext("The article has our words again and gets better with each release. Yours are kept as versions.")


DEEDS: Final[dict[str, Deed]] = {"hide": _hide, "show": _show, "reviewed": _reviewed, "house": _house}
