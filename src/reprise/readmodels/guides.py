"""What a customer tried before a claim, as it was read that day: staff ask nothing of it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext

from reprise.apps.knowledge.guide_queries import runs_of_case
from reprise.apps.knowledge.kinds import GuideEnd
from reprise.apps.knowledge.rules.bench import ASKED, KNOWN
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.core.refusals import mark

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import GuideRun

END: Final = "@end"
OUTCOMES: Final[Mapping[str, tuple[str, str]]] = {
    GuideEnd.SOLVED: (mark("Solved, then claimed after all"), "wait"),
    GuideEnd.CLAIMED: (mark("Not solved"), "idle"),
    GuideEnd.PART: (mark("A part is needed"), "active"),
    GuideEnd.PERSON: (mark("For a person"), "wait"),
    GuideEnd.LEFT: (mark("Left unfinished"), "idle"),
}  # fmt: skip
GLYPH_OF_NONE: Final = "idle"


@dataclass(frozen=True, slots=True)
class Tried:
    """One guide somebody went through: what they answered, on what machine, and what it found."""

    guide: str
    title: str
    began: datetime
    minutes: int
    outcome: str
    glyph: str
    part: str
    bench: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    found: str


def tried_before(case_id: int, language: str) -> list[Tried]:
    """The guides gone through before a case, in order; one that was opened and left at once says nothing."""
    return [_tried(run, language) for run in runs_of_case(case_id) if any(_steps(run.path, language))]


def part_to_send(case_id: int, language: str) -> str:
    """The part that a guide found to have failed, the last one said; empty where none was."""
    found = [run for run in runs_of_case(case_id) if run.outcome == GuideEnd.PART]
    return _part(found[-1], language) if found else ""


def _part(run: "GuideRun", language: str) -> str:
    end = next((_said(entry, language) for entry in run.path if entry[0] == END), ("", ""))
    return end[1] or run.part


def _tried(run: "GuideRun", language: str) -> Tried:
    guide = shipped_guides().get(run.guide)
    outcome, glyph = OUTCOMES.get(run.outcome, (mark("Left unfinished"), GLYPH_OF_NONE))
    end = next((_said(entry, language) for entry in run.path if entry[0] == END), ("", ""))
    last = run.seen_at or run.ended_at or run.began_at
    return Tried(
        guide=run.guide,
        title=guide.in_(language).title if guide else run.guide,
        began=run.began_at,
        minutes=max(1, round((last - run.began_at).total_seconds() / 60)),
        outcome=gettext(outcome),
        glyph=glyph,
        part=_part(run, language),
        bench=tuple(_bench(run.path, language)),
        steps=tuple(_steps(run.path, language)),
        found=end[0],
    )


def _steps(path: Sequence[Sequence[Any]], language: str) -> Iterator[tuple[str, str]]:
    for entry in path:
        said = _said(entry, language)
        if not str(entry[0]).startswith("@") and said[0]:
            yield said


def _said(entry: Sequence[Any], language: str) -> tuple[str, str]:
    """What an entry of a path says in a language; English for any it does not hold."""
    texts: Mapping[str, Sequence[str]] = entry[2] if len(entry) > 2 else {}  # step, answer, words
    words = texts.get("fr" if language.startswith("fr") else "en") or ("", "")
    return str(words[0]), str(words[1])


def _bench(path: Sequence[Sequence[Any]], language: str) -> Iterator[str]:
    said = {str(entry[0]): str(entry[1]) for entry in path}
    for what in ASKED:
        if (name := KNOWN[what].get(said.get(f"@{what}", ""))) is not None:
            yield name.in_(language)
