"""Where a guide ends: solved, a part, a claim or a person; and what was tried, to be told once and not asked again."""

from datetime import timedelta
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.cases.services.drafts import LIFE, save_draft
from reprise.apps.knowledge.kinds import GuideEnd
from reprise.apps.knowledge.rules.guide import End, Leads, Step, said_in
from reprise.apps.knowledge.rules.guide_walk import Walk
from reprise.apps.knowledge.services.guide_runs import end_guide, step_guide
from reprise.web.portal.guides.benches import END
from reprise.web.portal.guides.door import RunRequest, place_path
from reprise.web.portal.guides.person import person_href
from reprise.web.portal.guides.said import articles_of, more_of
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language
from reprise.web.portal.request.safety import steps as stop_steps

KEPT_WHEN_SOLVED: Final = timedelta(days=14)
#: What is kept of an end at once; a claim that follows from one is kept when it is sent.
_KEPT: Final = {Leads.SOLVED: GuideEnd.SOLVED, Leads.PART: GuideEnd.PART, Leads.PERSON: GuideEnd.PERSON}


def note_end(request: RunRequest, place: Step | End) -> None:
    """Note what came of it, and keep the claim it was begun from: closed when it is solved, open otherwise."""
    changes: dict[str, object] = {"solved": "", "part": None}
    if isinstance(place, End):
        said = {lang: [text.say, place.part.in_(lang) if place.part else ""] for lang, text in place.texts.items()}
        step_guide(key=request.run.key, step=END, answer=place.id, said=said, at=request.now)
        if place.leads in _KEPT:
            part = place.part.in_(request.shop.language) if place.part else ""
            end_guide(key=request.run.key, outcome=_KEPT[place.leads].value, part=part, at=request.now)
        if place.leads is Leads.SOLVED:
            changes["solved"] = request.run.key
        if place.part:
            changes["part"] = {"fr": place.part.fr, "en": place.part.en}
        if place.danger:
            changes |= {"danger": None, "hazard": "", "stopped": False}  # asked again, at once
    if request.claim and not request.claim.is_theirs:  # a guide’s address was passed on: their claim is not
        changes = {name: changes[name] for name in ("danger", "hazard", "stopped") if name in changes}
    if request.claim and changes:
        life = KEPT_WHEN_SOLVED if changes.get("solved") else LIFE  # whoever comes back goes on where they stood
        save_draft(draft=request.claim.draft, changes=changes, at=request.now, life=life)


def end_page(request: RunRequest, there: Walk, end: End) -> HttpResponse:
    """What to do now: one thing, and the claim that goes on where it stood."""
    said = said_in(end.texts, language())
    context = {
        "guide": request.guide, "front": request.guide.in_(language()), "claim": request.claim, "end": end,
        "say": said.say, "more": more_of(end, request.shop.slug),
        "part": end.part.in_(language()) if end.part else "",
        "tried": [(said_in(step.texts, language()).say, reply.words.in_(language())) for step, reply in there.done],
        "advice": [gettext(one) for one in stop_steps(frozenset(request.guide.things), "burn")] if end.danger else [],
        "articles": articles_of(request.guide),
        "person_href": person_href(request, f"{request.guide.in_(language()).title} – {said.say}"),
        "claim_href": claim_href(request),
        "back": place_path(request, there.done[-1][0].id) if there.done else "",
    }  # fmt: skip
    return show(request, "guides/end", context)


def claim_href(request: RunRequest) -> str:
    """Where the claim goes on, or where one is begun: with this run in the session it knows what was tried."""
    if request.claim:
        return request.claim.href
    return f"{reverse('portal:find', args=[request.shop.slug])}?for=defect"
