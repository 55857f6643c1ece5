"""The help: one field that answers, and the articles by subject."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import override

from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import answer
from reprise.apps.knowledge.rules.finding import find_articles
from reprise.web.portal.door import WRITE, ShopRequest, keep_private, shop_page
from reprise.web.portal.help import structured
from reprise.web.portal.help.answered import answered
from reprise.web.portal.help.doors import person_behind
from reprise.web.portal.help.questions import LONGEST, note, settle
from reprise.web.portal.help.subjects import SUBJECTS, listed, subjects, title_of
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.queries import Shelf

MOST_FOUND = 12
FEW = 3  # beside an answer
MOST_TITLES = 5
ON_A_PAGE = 100
SHORTEST = 2  # letters from which titles are offered while one types


@shop_page()
def help_home(request: ShopRequest) -> HttpResponse:
    """Everything there is, or with ?q the answer to a question."""
    shelf, lang = shelf_of(request.shop.pk), language()
    if question := _asked(request):
        return _answer(request, shelf, question)
    if (about := request.GET.get("about", "")) in SUBJECTS:
        return _subject(request, shelf, about)
    told = list(subjects((one.article for one in shelf.visible()), lang))
    shown = [(one.title, one.slug) for subject in told for one in (*subject.usual, *subject.others)]
    context = {
        "subjects": told, "longest": LONGEST, "person": person_behind(request),
        "twins": structured.twins(request.path, lang), "structured": structured.of_home(request.shop, lang, shown),
    }  # fmt: skip
    return show(request, "help/home", context)


def _subject(request: ShopRequest, shelf: "Shelf", about: str) -> HttpResponse:
    """Every article of one subject, for a shop that wrote many."""
    entries = listed((one.article for one in shelf.visible()), about, language())
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"about": about, "title": title_of(about), "page": page, "longest": LONGEST}
    return show(request, "help/subject", context)


def _answer(request: ShopRequest, shelf: "Shelf", question: str) -> HttpResponse:
    """The answer first, then what else comes near; a page that belongs to whoever asked."""
    lang = language()
    outcome = answer(question, page_language=lang, index=shelf.index)
    with override(outcome.language):  # whoever asks in the other language is answered in it, buttons and all
        told = answered(outcome, request.shop.slug, refused="no" in request.GET)
        person = person_behind(request, say=question)
    named = request.GET.get("a", "") or note(request, question, outcome, lang)
    found = find_articles(shelf.index, question, lang, limit=MOST_FOUND) if told.looks_further else []
    context = {
        "question": question, "longest": LONGEST, "told": told, "named": named, "agreed": "yes" in request.GET,
        "found": [one for one in found if one.article.id not in told.slugs][: FEW if told.cards else MOST_FOUND],
        "person": person,
    }  # fmt: skip
    return keep_private(show(request, "help/answer", context))


@shop_page()
def titles(request: ShopRequest) -> HttpResponse:
    """The few titles nearest to what is being typed, for the list below the field; nothing is noted."""
    question, found = _asked(request), []
    if len(question) >= SHORTEST:
        found = find_articles(shelf_of(request.shop.pk).index, question, language(), limit=MOST_TITLES)
    page = render(request, "portal/help/titles.html", {"shop": request.shop, "found": found})
    page["X-Robots-Tag"] = "noindex"
    patch_cache_control(page, private=True, max_age=60)
    return page


@shop_page(WRITE)
def settled(request: ShopRequest) -> HttpResponse:
    """“Was that it?” A yes is noted; a no leads to what else comes near, and to a person."""
    question, name = request.POST.get("q", "").strip()[:LONGEST], request.POST.get("a", "")
    fits = request.POST.get("fits") == "yes"
    settle(request, name, helpful=fits)
    asked = {"q": question, "a": name, ("yes" if fits else "no"): "1"}
    return HttpResponseRedirect(f"{reverse('portal:help', args=[request.shop.slug])}?{urlencode(asked)}#told")


def _asked(request: ShopRequest) -> str:
    return " ".join(request.GET.get("q", "")[:LONGEST].split())
