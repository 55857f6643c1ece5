"""What is the matter with one article, and whether it was opened."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.core.typed_text import is_blank
from reprise.web.portal.articles import articles_about
from reprise.web.portal.pages import Problem
from reprise.web.portal.request import tiles
from reprise.web.portal.request.answers import WITHDRAW, Answer, Stop, kept
from reprise.web.portal.request.choices import Choice
from reprise.web.portal.request.draft import DraftRequest, ask, keep, language, may_change_mind
from reprise.web.portal.request.meant import CHANGED_MIND

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import OrderLine

LONGEST = 2_000


def reason(request: DraftRequest, stop: Stop) -> HttpResponse:
    """One drawing, or one's own words."""
    line = request.goods[stop.line_id or 0]
    said = request.said.about(line.pk)
    if request.method != "POST":
        return _page(request, stop, _code(request, said), said.description)
    code, text = request.POST.get("reason", ""), request.POST.get("description", "").strip()
    problems = _problems(code, text, _offered(request, line))
    if problems:
        return _page(request, stop, code, text, problems)
    answer = replace(said, description=text, **tiles.meaning_of(code))
    also = _others(request, line, code) if "same" in request.POST else ()
    return keep(request, stop, lines=kept(request.said.lines, line.pk, *also, said=answer))


def _others(request: DraftRequest, line: "OrderLine", code: str) -> list[int]:
    """The articles after this one of which the same can be said."""
    places = list(request.said.items)
    later = places[places.index(line.pk) + 1 :]
    return [pk for pk in later if code in _offered(request, request.goods[pk])]


def _offered(request: DraftRequest, line: "OrderLine") -> frozenset[str]:
    codes = tiles.codes_for(line.kind)
    return codes if may_change_mind(request) else codes - {WITHDRAW}


def _code(request: DraftRequest, said: Answer) -> str:
    """The answer to show as chosen: the one given, else what the door on the first page said."""
    if said.claim == WITHDRAW:
        return WITHDRAW
    if said.claim:
        return tiles.code_of(said.claim, said.tracking) or said.reason or tiles.OTHER
    return WITHDRAW if request.draft.data.get("intent") in CHANGED_MIND else ""


def _problems(code: str, text: str, offered: frozenset[str]) -> list[Problem]:
    found = []
    if code not in offered:
        found.append(Problem(gettext("Choose what is the matter, or describe it in your own words."), "reasons"))
    if code == tiles.OTHER and is_blank(text):
        found.append(Problem(gettext("Describe what is the matter in a sentence or two."), "description"))
    if len(text) > LONGEST:
        more = gettext("Shorten your description to %(most)s characters; photos say the rest.") % {"most": LONGEST}
        found.append(Problem(more, "description"))
    return found


def _page(
    request: DraftRequest, stop: Stop, code: str, text: str, problems: list[Problem] | None = None
) -> HttpResponse:
    line = request.goods[stop.line_id or 0]
    intent, unsent = request.draft.data.get("intent"), line.pk in request.said.unsent
    context = {
        "groups": tiles.tile_groups(line.kind, language(), order_first=intent == "wrong"),
        "not_here": tiles.not_here(),
        "unsent": unsent,
        "mind": may_change_mind(request),
        "mind_first": intent in CHANGED_MIND or unsent,
        "not_here_first": intent == "delivery" or unsent,
        "several": len(request.said.items) > 1 and line.pk != list(request.said.items)[-1],
        "code": code,
        "description": text,
        "longest": LONGEST,
        "articles": _articles(request, line),
    }
    return ask(request, stop, context, problems or ())


def _articles(request: DraftRequest, line: "OrderLine") -> dict[str, str]:
    """What can be read about each answer, with the way back; in a chat nothing leads away."""
    if request.place.channel != "portal":
        return {}
    return articles_about(request.shop, _offered(request, line), back=request.path)


def opened(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Was the packaging opened? It changes what the law gives for filament and resin."""
    line_id = stop.line_id or 0
    said = request.said.about(line_id)
    lead = gettext(
        "%(name)s: the seal or the sealed bag. Opened material may be treated another way; you will see how before "
        "you send anything."
    )
    frame: dict[str, object] = {
        "question": gettext("Was it opened?"), "lead": lead % {"name": request.goods[line_id].name}, "name": "opened",
        "choices": [Choice("no", gettext("No, it is still sealed")), Choice("yes", gettext("Yes, it was opened"))],
    }  # fmt: skip
    if request.method != "POST":
        chosen = {True: "yes", False: "no", None: ""}[said.opened]
        return ask(request, stop, {**frame, "chosen": chosen}, template="choose")
    answer = {"yes": True, "no": False}.get(request.POST.get("opened", ""))
    if answer is None:
        problem = Problem(gettext("Say whether it was opened."), "opened-1")
        return ask(request, stop, {**frame, "chosen": ""}, [problem], template="choose")
    return keep(request, stop, lines=kept(request.said.lines, line_id, said=replace(said, opened=answer)))
