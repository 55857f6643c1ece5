"""Questions nobody could answer: the list to write articles from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.asked_queries import Group, asked_for, unanswered
from reprise.apps.knowledge.kinds import Verdict
from reprise.apps.knowledge.queries import Shelf, shelf_of
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.judge_asked import judge_asked, set_written_about
from reprise.apps.knowledge.services.save_article import save_article
from reprise.core.refusals import NotFound
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.knowledge.editing import title_of
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.words import LANGUAGES as NAMES
from reprise.web.backoffice.pages import address, go

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import Asked

SINCE: Final = timedelta(weeks=12)
SHOWN: Final = 40
OTHERS: Final = 4  # other wordings shown below a question


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list, with what was near to it."""

    id: int
    question: str
    language: str
    language_name: str | Promise
    count: int
    at: datetime
    others: list[str]
    why: str
    near: list[tuple[str, str]]  # slug, title
    write_url: str


@desk_page(right=Right.CASES_READ)
def questions(request: StaffRequest) -> HttpResponse:
    """The list, what is asked most first; a question leaves it by an article, or because it needs none."""
    groups = unanswered(request.shop.pk, timezone.now() - SINCE)
    if request.method == "POST":
        return _done(request, groups)
    shelf = shelf_of(request.shop.pk)
    named = ((slug, title_of(one.article)) for slug, one in shelf.articles.items())
    context = {
        "rows": [_row(request, shelf, group) for group in groups[:SHOWN]], "more": max(0, len(groups) - SHOWN),
        "titles": sorted(named, key=lambda one: one[1].casefold()),
    }  # fmt: skip
    return show_knowledge(request, "questions", gettext("Questions without an article"), context, tab="questions")


def _row(request: StaffRequest, shelf: Shelf, group: Group) -> Row:
    newest = group.newest
    words = {" ".join(one.question.casefold().split()): one.question for one in reversed(group.questions)}
    words.pop(" ".join(newest.question.casefold().split()), None)
    near = [(slug, title_of(shelf.articles[slug].article)) for slug, _score in newest.offered if slug in shelf.articles]
    return Row(
        newest.pk, newest.question, newest.language, NAMES.get(newest.language, newest.language), group.count,
        newest.at, list(words.values())[:OTHERS], _why(newest), near,
        address(request, "knowledge_new", question=newest.pk),
    )  # fmt: skip


def _why(asked: "Asked") -> str:
    if asked.judged == Verdict.WRONG:
        return gettext("A colleague called the answer wrong")
    if asked.helpful is False:
        return gettext("The customer said: that is not it")
    return gettext("The assistant found nothing")


def _done(request: StaffRequest, groups: list[Group]) -> HttpResponse:
    """Set aside what needs no article, or teach an article to hear it."""
    given = request.POST.get("question", "")
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise NotFound
    asked = asked_for(request.actor, int(given))
    alike = alike_of(groups, asked)
    if request.POST.get("do") == "none":
        for one in alike:
            judge_asked(actor=request.actor, asked_id=one.pk, verdict=Verdict.RIGHT, at=timezone.now())
        return go(
            request, gettext("Set aside: the assistant was right to say that it does not know."), "knowledge_questions"
        )
    slug = request.POST.get("article", "")
    count = _taught(request, slug, alike)
    said = ngettext(
        "The article hears %(n)s more way to ask it. Try it.", "The article hears %(n)s more ways to ask it. Try it.",
        count,
    ) % {"n": count}  # fmt: skip
    return go(request, said, "knowledge_try", q=asked.question, page_language=asked.language)


def alike_of(groups: list[Group], asked: "Asked") -> list["Asked"]:
    """The questions told together with one; itself where it stands alone."""
    group = next((one for one in groups if any(each.pk == asked.pk for each in one.questions)), None)
    return list(group.questions) if group else [asked]


def _taught(request: StaffRequest, slug: str, alike: list["Asked"]) -> int:
    """Add questions to what an article is asked by, as a new version of it; how many were new."""
    shelved = shelf_of(request.shop.pk).articles.get(slug)
    if shelved is None:
        raise NotFound
    content, new = content_of(shelved.article), 0
    for one in alike:
        language = one.language if one.language in content else shelved.article.languages[0]
        known = content[language]["phrasings"]
        if one.question.casefold() not in {each.casefold() for each in known}:
            known.append(one.question)
            new += 1
    if new:
        save_article(
            actor=request.actor, slug=slug, content=content,
            reviewed=min(shelved.article.reviewed, timezone.localdate()), why=gettext("asked by customers"),
            at=timezone.now(), read=shelved.version,
        )  # fmt: skip
    for one in alike:
        set_written_about(actor=request.actor, asked_id=one.pk, slug=slug)
    return new
