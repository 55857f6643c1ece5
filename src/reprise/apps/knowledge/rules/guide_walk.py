"""Where somebody is in a guide, from what was answered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reprise.apps.knowledge.rules.bench import WORDS, Bench
from reprise.apps.knowledge.rules.guide import End, Guide, Reply, Step
from reprise.apps.knowledge.rules.guide_ways import most_left

_OF_THE_BENCH: Final = "@"  # before what a path says of the bench

#: [[step, answer, …], …] as a run keeps it.
Path = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Walk:
    """The steps answered, in order, each with its answer, and where that leads."""

    guide: Guide
    bench: Bench
    done: tuple[tuple[Step, Reply], ...]
    here: Step | End

    @property
    def most(self) -> int:
        """How many steps it takes at most, those answered included."""
        return len(self.done) + most_left(self.guide, self.here.id)

    def upto(self, place: str) -> "Walk | None":
        """The same walk as it stood before a place; None where it did not pass."""
        if place == self.here.id:
            return self
        for number, (step, _reply) in enumerate(self.done):
            if step.id == place:
                return Walk(self.guide, self.bench, self.done[:number], step)
        return None

    def given(self, place: str) -> Reply | None:
        """What was answered at a place, when it was."""
        return next((reply for step, reply in self.done if step.id == place), None)


def bench_of(path: Path) -> Bench:
    """What a path says of the bench."""
    said = {str(entry[0])[1:]: str(entry[1]) for entry in path if str(entry[0]).startswith(_OF_THE_BENCH)}
    return Bench(**{what: word for what, word in said.items() if what in WORDS})


def walk(guide: Guide, path: Path) -> Walk | None:
    """Follow what was answered as far as it still leads somewhere; None for a guide without a way at all."""
    bench = bench_of(path)
    answers = {str(entry[0]): str(entry[1]) for entry in path}
    done: list[tuple[Step, Reply]] = []
    place = guide.at(guide.start, bench)
    while isinstance(place, Step) and (reply := reply_of(place, answers.pop(place.id, ""))):
        done.append((place, reply))
        place = guide.at(reply.to, bench)
    return Walk(guide, bench, tuple(done), place) if place else None


def reply_of(step: Step, answer: str) -> Reply | None:
    """The answer of a step by its number."""
    known = answer.isascii() and answer.isdigit() and len(answer) < 3 and int(answer) < len(step.replies)
    return step.replies[int(answer)] if known else None
