"""The editor of an article: both languages side by side, what is remarked beside its field, and how it will read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.queries import Shelf, Shelved, shelf_of, words_about
from reprise.apps.knowledge.rules.article import LANGUAGES, Article
from reprise.apps.knowledge.rules.shop_content import content_of as content_kept
from reprise.apps.knowledge.rules.shop_content import tidied
from reprise.apps.knowledge.services.judge_asked import set_written_about
from reprise.apps.knowledge.services.save_article import ArticleUnfit, save_article
from reprise.core.refusals import NotFound, Overtaken, Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.knowledge.asked import Begun, begun_from
from reprise.web.backoffice.knowledge.findings import Remark, remark, remarks_on
from reprise.web.backoffice.knowledge.form import ArticleForm, content_of, initial_of
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.looks import looks
from reprise.web.backoffice.knowledge.newer import newer_than
from reprise.web.backoffice.pages import address, go
from reprise.web.refusals import status_of

_OVER: Final = "over:"  # saved in the knowledge of a colleague’s version: over:4


@dataclass(frozen=True, slots=True)
class Work:
    """The article somebody writes: none yet where it is new."""

    shelf: Shelf
    slug: str
    shelved: Shelved | None

    @property
    def was(self) -> dict[str, Any]:
        """What it says now."""
        return content_kept(self.shelved.article) if self.shelved else {}

    @property
    def number(self) -> int:
        """Its current version."""
        return self.shelved.version if self.shelved else 0


@desk_page(right=Right.SETTINGS_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Write a new article, perhaps from a question that found none."""
    return _edit(request, Work(shelf_of(request.shop.pk), "", None), begun_from(request))


@desk_page(right=Right.CASES_READ)
def article(request: StaffRequest, article: str) -> HttpResponse:
    """One article: to write for whoever may, to read for the others."""
    shelf = shelf_of(request.shop.pk)
    shelved = shelf.articles.get(article)
    if shelved is None:
        raise NotFound
    if request.method == "POST":
        request.actor.require(Right.SETTINGS_EDIT)
    work = Work(shelf, article, shelved)
    if request.actor.may(Right.SETTINGS_EDIT):
        return _edit(request, work, None)
    context = {**_about(request, work), **_seen(request, work, work.was)}
    return show_knowledge(request, "read", title_of(shelved.article), context, tab="articles")


def _edit(request: StaffRequest, work: Work, begun: Begun | None) -> HttpResponse:
    initial = initial_of(work.was) | {"seen": work.number} | (begun.initial if begun else {})
    form = ArticleForm(typed(request), initial=initial, others=_others(work))
    if not form.is_bound:
        content = tidied({**work.was, **(begun.content if begun else {})})
        return _draw(request, work, form, content, begun=begun)
    is_clean, do = form.is_valid(), request.POST.get("do", "save")
    content = tidied(content_of(form.cleaned_data, work.was))
    if do == "preview":
        if "HX-Request" in request.headers:
            return _live(request, work, form, content)
        return _draw(request, work, form, content, begun=begun)
    if is_clean and (slug := _saved(request, work, form, content, do)):
        return go(request, _said(work), "knowledge_article", slug)
    form.status = form.status if form.status >= 400 else 422
    return _draw(request, work, form, content, begun=begun)


def _saved(request: StaffRequest, work: Work, form: ArticleForm, content: dict[str, Any], do: str) -> str:
    """The article's name once it is kept; empty when it was refused, the reasons at their fields."""
    given, today = form.cleaned_data, timezone.localdate()
    was_read = work.shelved is not None and not given.get("read_through")
    reviewed = min(work.shelved.article.reviewed, today) if work.shelved and was_read else today
    try:
        kept = save_article(
            actor=request.actor, slug=work.slug or None, content=content, reviewed=reviewed, why=given.get("why", ""),
            at=timezone.now(), read=_read(form, do) if work.slug else None,
        )  # fmt: skip
        if asked_id := given.get("question"):
            set_written_about(actor=request.actor, asked_id=asked_id, slug=kept.slug)
    except ArticleUnfit as unfit:
        form.status = 422
        for one in map(remark, unfit.findings):
            form.add_error(one.field if one.field in form.fields else None, one.sentence)
        return ""
    except Overtaken:
        form.status = 409
        return ""
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return ""
    return kept.slug


def _read(form: ArticleForm, do: str) -> int:
    """The version somebody knew of when they saved."""
    over = do.removeprefix(_OVER) if do.startswith(_OVER) else ""
    if over.isascii() and over.isdigit() and len(over) < 7:
        return int(over)
    return form.cleaned_data.get("seen") or 0


def _said(work: Work) -> str:
    if work.shelved is None:
        return gettext("The article is on the shelf: customers find it and the assistant answers from it.")
    if work.shelved.hidden:
        return gettext("Saved. It stays hidden until you show it.")
    return gettext("Saved. Customers read it and the assistant answers from it from now on.")


def _draw(
    request: StaffRequest, work: Work, form: ArticleForm, content: dict[str, Any], *, begun: Begun | None
) -> HttpResponse:
    heading = title_of(work.shelved.article) if work.shelved else gettext("New article")
    remarks, side = _remarks(work, form, content), request.POST.get("side", "")
    context = {
        **_about(request, work), **_seen(request, work, content), "form": form, "begun": begun,
        "remarks": remarks, "said": state_of(remarks, wrong=_wrong(form)) if form.is_bound else "",
        "newer": _newer(request, work, form), "side": side if side in LANGUAGES else "both",
    }  # fmt: skip
    return show_knowledge(request, "edit", heading, context, tab="articles", status=form.status)


def _live(request: StaffRequest, work: Work, form: ArticleForm, content: dict[str, Any]) -> HttpResponse:
    """What a script puts in place while somebody types."""
    remarks = _remarks(work, form, content)
    parts = {"shop": request.shop, "newer": _newer(request, work, form), **_seen(request, work, content)}
    return JsonResponse({
        "preview": render_to_string("desk/knowledge/preview.html", parts, request),
        "newer": render_to_string("desk/knowledge/newer.html", parts, request),
        "remarks": [{"field": one.field, "sentence": one.sentence, "blocks": one.blocks} for one in remarks],
        "said": state_of(remarks),
    })  # fmt: skip


def _remarks(work: Work, form: ArticleForm, content: dict[str, Any]) -> list[Remark]:
    """What is to say beyond what the form complains of already."""
    if not any(code in content for code in LANGUAGES) and not form.is_bound:
        return []  # an empty page is no fault yet
    told = {(name, str(said)) for name, messages in form.errors.items() for said in messages}
    return [one for one in remarks_on(work.slug, content, work.shelf.articles) if (one.field, one.sentence) not in told]


def _wrong(form: ArticleForm) -> int:
    return sum(len(messages) for messages in form.errors.values())


def state_of(remarks: list[Remark], *, wrong: int = 0) -> str:
    """How many remarks there are, in a few words; `wrong`: what stands at the fields already."""
    blocking = wrong + sum(one.blocks for one in remarks)
    if blocking:
        said = ngettext("%(n)s thing to put right first", "%(n)s things to put right first", blocking)
        return said % {"n": blocking}
    if remarks:
        said = ngettext("%(n)s remark; it can be saved", "%(n)s remarks; it can be saved", len(remarks))
        return said % {"n": len(remarks)}
    return gettext("Nothing to remark")


def _newer(request: StaffRequest, work: Work, form: ArticleForm) -> Any:
    now = shelf_of(request.shop.pk).articles.get(work.slug)
    if now is None or not form.is_bound:
        return None
    return newer_than(request, now, form.cleaned_data.get("seen") or 0)


def _about(request: StaffRequest, work: Work) -> dict[str, Any]:
    """What is known of an article beside its words."""
    if work.shelved is None:
        return {"shelved": None}
    words = words_about(request.actor, work.slug, limit=20)
    return {"shelved": work.shelved, "slug": work.slug, "words": words, "is_shipped": not work.shelved.own}


def _seen(request: StaffRequest, work: Work, content: Mapping[str, Any]) -> dict[str, Any]:
    def place(slug: str) -> str | None:
        return address(request, "knowledge_article", slug) if slug in work.shelf.articles else None

    return {"looks": looks(content, place), "sources": content.get("sources", [])}


def _others(work: Work) -> dict[str, str]:
    return {slug: title_of(one.article) for slug, one in work.shelf.articles.items() if slug != work.slug}


def title_of(article: Article) -> str:
    """Its title in the reader's language, or in the one it has."""
    return article.in_(get_language() or "fr").title
