"""What somebody prints with: asked once, remembered in the browser, never needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.knowledge.rules.bench import ASKED, offered
from reprise.apps.knowledge.services.guide_runs import step_guide
from reprise.core.refusals import mark
from reprise.web.portal.door import ShopRequest
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import GuideRun
    from reprise.apps.knowledge.rules.guide import Guide

KEPT: Final = "bench"  # in the session
END: Final = "@end"  # in a run’s path: where it ended
QUESTIONS: Final[Mapping[str, str]] = {
    "machine": mark("Your printer"), "material": mark("Your material"), "software": mark("Your slicing program"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One question about the bench, with what can be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def remembered(request: ShopRequest) -> dict[str, str]:
    """What this browser said of its bench before."""
    kept = request.session.get(KEPT)
    return {str(what): str(word) for what, word in kept.items()} if isinstance(kept, dict) else {}


def fields_of(guide: "Guide", known: Mapping[str, str]) -> Iterator[Field]:
    """What a guide wants to know; whatever is left open is shown for all."""
    for what in guide.asks:
        options = offered(what, guide.process)
        named = tuple((key, words.in_(language())) for key, words in options.items())
        yield Field(what, gettext(QUESTIONS[what]), named, known.get(what, "") if known.get(what) in options else "")


def typed(request: ShopRequest, guide: "Guide") -> dict[str, str]:
    """What was chosen for a guide; a word none of our pages has is left open."""
    chosen = {what: request.POST.get(what, "") for what in guide.asks}
    return {what: word if word in offered(what, guide.process) else "" for what, word in chosen.items()}


def remember(request: ShopRequest, words: Mapping[str, str]) -> None:
    """Keep it for the next guide of this browser."""
    request.session[KEPT] = {**remembered(request), **{what: word for what, word in words.items() if what in ASKED}}


def note_bench(request: ShopRequest, run: "GuideRun", words: Mapping[str, str]) -> "GuideRun":
    """Write into a run what it is about; what was answered already stays answered, where it ended is open again."""
    path = [entry for entry in run.path if entry[0] != END]
    known = {str(entry[0]): str(entry[1]) for entry in path if str(entry[0]).startswith("@")}
    wanted = known | {f"@{what}": word for what, word in words.items()}
    if wanted == known:
        return run
    answered = [entry for entry in path if not str(entry[0]).startswith("@")]
    for step, word in wanted.items():
        run = step_guide(key=run.key, step=step, answer=word, at=request.now)
    for step, answer, *said in answered:
        run = step_guide(key=run.key, step=step, answer=answer, said=said[0] if said else None, at=request.now)
    return run
