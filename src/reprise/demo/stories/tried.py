"""Requests made after a guide: what was tried is told once, and the part that failed is known."""

from collections.abc import Iterator
from datetime import timedelta

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.knowledge.kinds import GuideEnd, Place
from reprise.apps.knowledge.rules.bench import Bench
from reprise.apps.knowledge.rules.guide import End, Guide, Leads, Step
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.services.guide_runs import begin_guide, end_guide, step_guide
from reprise.demo.drawings.things import clogged_nozzle
from reprise.demo.orders import order_numbered
from reprise.demo.stories.stage import Stage, asked
from reprise.readmodels.requests import Wish

BENCH = Bench(thing="printer", process="fdm", machine="other", material="pla", software="prusaslicer")


def part_found(stage: Stage) -> None:
    """Bastien's printer lays nothing down: he went through the guide, which found the part that failed."""
    began, order = stage.ago(20), order_numbered(stage.shop, "L-2060")
    draft = begin_draft(shop_id=stage.shop.pk, order_id=order.pk, at=began)
    guide = shipped_guides()["clog"]
    run = begin_guide(shop_id=stage.shop.pk, guide=guide.id, place=Place.CLAIM, draft_key=draft.key, at=began)
    for what in ("thing", "process", "material"):
        step_guide(key=run.key, step=f"@{what}", answer=BENCH.known(what), at=began)
    at = began
    for step, answer in _way(guide, guide.start):
        at += timedelta(minutes=2)
        reply = step.replies[answer].words
        said = {lang: [text.say, reply.in_(lang)] for lang, text in step.texts.items()}
        step_guide(key=run.key, step=step.id, answer=str(answer), said=said, at=at)
    end = next(end for end in guide.ends.values() if end.leads is Leads.PART)
    found = {lang: [text.say, end.part.in_(lang) if end.part else ""] for lang, text in end.texts.items()}
    step_guide(key=run.key, step="@end", answer=end.id, said=found, at=at)
    end_guide(key=run.key, outcome=GuideEnd.PART.value, part=found[stage.shop.language][1], at=at)
    asked(
        stage, "L-2060", at + timedelta(minutes=3),
        Wish(0, 1, "defect", reason="printer_part_fault", asked_remedy=RemedyType.SPARE_PART.value,
             description="Plus rien ne sort de la buse depuis lundi."),
        photos=(("buse.jpg", clogged_nozzle()),), draft_key=draft.key,
    )  # fmt: skip


def _way(guide: Guide, place: str) -> Iterator[tuple[Step, int]]:
    """The answers that lead to the first part the guide names."""
    named = next(end.id for end in guide.ends.values() if end.leads is Leads.PART)
    here = guide.at(place, BENCH)
    while isinstance(here, Step):
        answer = next(number for number, reply in enumerate(here.replies) if _leads(guide, reply.to, named))
        yield here, answer
        here = guide.at(here.replies[answer].to, BENCH)


def _leads(guide: Guide, place: str, named: str) -> bool:
    here = guide.at(place, BENCH)
    if isinstance(here, End) or here is None:
        return here is not None and here.id == named
    return any(_leads(guide, reply.to, named) for reply in here.replies)
