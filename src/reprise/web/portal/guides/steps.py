"""One step of a guide: a question or a deed, its answers, and the way on."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.knowledge.rules.guide import End, Step, StepKind, said_in
from reprise.apps.knowledge.rules.guide_walk import Walk, reply_of, walk
from reprise.apps.knowledge.services.guide_runs import step_guide
from reprise.web.portal.guides.door import RunRequest, place_path, run_page, run_path
from reprise.web.portal.guides.ends import end_page, note_end
from reprise.web.portal.guides.front import cares_of
from reprise.web.portal.guides.person import person_href
from reprise.web.portal.guides.said import lines_of, more_of, picture
from reprise.web.portal.pages import Problem, show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.guide import Reply


@run_page()
def step(request: RunRequest, step_id: str) -> HttpResponse:
    """A step that was answered can be answered anew; one that is not reached leads to where the run stands."""
    there = request.walk.upto(step_id)
    if there is None:
        return HttpResponseRedirect(run_path(request.shop.slug, request.run))
    if isinstance(there.here, End):
        return end_page(request, there, there.here)
    if request.method != "POST":
        return _page(request, there, there.here)
    answer = request.POST.get("answer", "")
    reply = reply_of(there.here, answer)
    if reply is None:
        return _page(request, there, there.here, [Problem(gettext("Choose what fits best."), "answers")])
    if request.claim and request.claim.is_sent:
        return HttpResponseRedirect(request.claim.href)  # what was sent says what was tried, as it was
    return _go_on(request, there.here, answer, reply)


def _go_on(request: RunRequest, here: Step, answer: str, reply: "Reply") -> HttpResponse:
    """Note the answer as it was read that day, and what it led to."""
    said = {lang: [text.say, reply.words.in_(lang)] for lang, text in here.texts.items()}
    run = step_guide(key=request.run.key, step=here.id, answer=answer, said=said, at=request.now)
    there = walk(request.guide, run.path)
    if there is None:
        return HttpResponseRedirect(run_path(request.shop.slug, run))
    note_end(request, there.here)
    return HttpResponseRedirect(place_path(request, there.here.id))


def _page(request: RunRequest, there: Walk, here: Step, problems: list[Problem] | None = None) -> HttpResponse:
    said, given = said_in(here.texts, language()), request.walk.given(here.id)
    number = len(there.done) + 1
    context = {
        "guide": request.guide, "front": request.guide.in_(language()), "claim": request.claim,
        "say": said.say, "more": more_of(here, request.shop.slug), "is_deed": here.kind is StepKind.DO,
        "picture": picture(here.picture), "lines": list(lines_of(here, there.bench, request.shop.slug)),
        "answers": [(str(place), one.words.in_(language()), one == given) for place, one in enumerate(here.replies)],
        "number": number, "most": max(there.most, number),
        "cares": list(cares_of(request.guide)) if not there.done else [],
        "person_href": person_href(request, said.say),
        "back": place_path(request, there.done[-1][0].id) if there.done else _way_out(request),
        "bench_href": f"{run_path(request.shop.slug, request.run)}?again=1" if request.guide.asks else "",
    }  # fmt: skip
    return show(request, "guides/step", context, problems=problems or ())


def _way_out(request: RunRequest) -> str:
    if request.claim:
        return request.claim.offer_href
    return reverse("portal:guide", args=[request.shop.slug, request.guide.id])
