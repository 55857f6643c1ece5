"""A troubleshooting guide, as its file says it: steps with answers, and what they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reprise.apps.knowledge.rules.bench import Bench
from reprise.printing.defects import Words


class StepKind(StrEnum):
    """Something to look at, or something to do."""

    ASK = "ask"
    DO = "do"


class Leads(StrEnum):
    """What an end leads to."""

    SOLVED = "solved"
    PART = "part"
    CLAIM = "claim"
    PERSON = "person"


class Care(StrEnum):
    """What to beware of, said before the first step."""

    HOT = "hot"
    MOVING = "moving"
    POWER = "power"
    RESIN = "resin"
    SHARP = "sharp"


@dataclass(frozen=True, slots=True)
class Front:
    """A guide in one language, before it begins; `symptoms` are what customers say they see."""

    title: str
    lead: str
    symptoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A step or an end in one language; `more` is in the markup of articles."""

    say: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, and the step or end it leads to."""

    words: Words
    to: str


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a guide. Whoever `only` does not mean is led `otherwise`, unseen."""

    id: str
    kind: StepKind
    texts: Mapping[str, Said]
    replies: tuple[Reply, ...]
    picture: str = ""
    by: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)  # machine, material, software → a line each
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything it may lead to."""
        return (*(reply.to for reply in self.replies), *([self.otherwise] if self.otherwise else ()))


@dataclass(frozen=True, slots=True)
class End:
    """Where a guide ends; `part` names what is to be sent."""

    id: str
    leads: Leads
    texts: Mapping[str, Said]
    part: Words | None = None
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """One symptom, from what can be seen to what is to be done."""

    id: str
    reviewed: date
    minutes: int
    things: tuple[str, ...]
    defects: tuple[str, ...]
    texts: Mapping[str, Front]
    start: str
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    wait_hours: int = 0
    process: str = ""
    care: tuple[Care, ...] = ()
    articles: tuple[str, ...] = ()

    def in_(self, language: str) -> Front:
        """Its title, lead and symptoms in a language; English for any we do not have."""
        return self.texts["fr" if language.startswith("fr") else "en"]

    def at(self, place: str, bench: Bench) -> Step | End | None:
        """What stands at a place for this bench; steps it is not meant by are passed over."""
        while (step := self.steps.get(place)) is not None and step.only and not bench.fits(step.only):
            place = step.otherwise
        return step or self.ends.get(place)

    @property
    def asks(self) -> tuple[str, ...]:
        """What it wants to know of the bench: what any of its steps tells apart."""
        told = {what for step in self.steps.values() for what in (*step.by, *step.only)}
        return tuple(what for what in ("machine", "material", "software") if what in told)


def said_in(texts: Mapping[str, Said], language: str) -> Said:
    """One language of a step or an end; English for any we do not have."""
    return texts["fr" if language.startswith("fr") else "en"]
