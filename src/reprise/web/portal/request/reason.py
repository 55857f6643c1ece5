"""What is the matter with one article, and whether it was opened."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.web.portal.pages import Problem
from reprise.web.portal.request import tiles
from reprise.web.portal.request.answers import WITHDRAW, Answer, Page, Stop, kept
from reprise.web.portal.request.draft import DraftRequest, ask, draft_page, keep, language

LONGEST = 2_000


@draft_page(Page.REASON)
def reason(request: DraftRequest, stop: Stop) -> HttpResponse:
    """One drawing, or one's own words."""
    line = request.goods[stop.line_id or 0]
    said = request.said.about(line.pk)
    if request.method != "POST":
        return _page(request, stop, _code(request, said), said.description)
    code, text = request.POST.get("reason", ""), request.POST.get("description", "").strip()
    problems = _problems(code, text, tiles.codes_for(line.kind))
    if problems:
        return _page(request, stop, code, text, problems)
    claim = tiles.claim_of(code)
    reason_code = "" if code in {WITHDRAW, tiles.OTHER} else code
    answer = replace(said, claim=claim, reason=reason_code, description=text)
    return keep(request, stop, lines=kept(request.said.lines, line.pk, answer))


def _code(request: DraftRequest, said: Answer) -> str:
    """The answer to show as chosen: the one given, else what the door on the first page said."""
    if said.claim == WITHDRAW:
        return WITHDRAW
    if said.claim:
        return said.reason or tiles.OTHER
    return WITHDRAW if request.draft.data.get("intent") == "withdraw" else ""


def _problems(code: str, text: str, offered: frozenset[str]) -> list[Problem]:
    found = []
    if code not in offered:
        found.append(Problem(gettext("Choose what is the matter, or describe it in your own words."), "reasons"))
    if code == tiles.OTHER and not text:
        found.append(Problem(gettext("Describe what is the matter in a sentence or two."), "description"))
    if len(text) > LONGEST:
        more = gettext("Shorten your description to %(most)s characters; photos say the rest.") % {"most": LONGEST}
        found.append(Problem(more, "description"))
    return found


def _page(
    request: DraftRequest, stop: Stop, code: str, text: str, problems: list[Problem] | None = None
) -> HttpResponse:
    line = request.goods[stop.line_id or 0]
    context = {
        "groups": tiles.tile_groups(line.kind, language()),
        "mind_first": request.draft.data.get("intent") == "withdraw",
        "code": code,
        "description": text,
        "longest": LONGEST,
    }
    return ask(request, stop, context, problems or ())


@draft_page(Page.OPENED)
def opened(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Was the packaging opened? It changes what the law gives for filament and resin."""
    line_id = stop.line_id or 0
    said = request.said.about(line_id)
    if request.method != "POST":
        return ask(request, stop, {"opened": said.opened})
    answer = {"yes": True, "no": False}.get(request.POST.get("opened", ""))
    if answer is None:
        return ask(request, stop, {"opened": None}, [Problem(gettext("Say whether it was opened."), "opened-no")])
    return keep(request, stop, lines=kept(request.said.lines, line_id, replace(said, opened=answer)))
