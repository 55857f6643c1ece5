"""The troubleshooting guides that ship with the product."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from reprise.apps.knowledge.rules.faults import Fault
from reprise.apps.knowledge.rules.guide import Guide
from reprise.apps.knowledge.rules.guide_reading import read_guide

PACKAGE: Final = "reprise.apps.knowledge"


def guide_folder() -> Traversable:
    """Where our own guides are."""
    return files(PACKAGE).joinpath("guides")


def read_guides(folder: Traversable) -> tuple[list[Guide], list[Fault]]:
    """Every guide of a folder, and every fault in its files."""
    guides: list[Guide] = []
    faults: list[Fault] = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            guide, found = read_guide(file.name, file.read_bytes())
            guides += [guide] if guide else []
            faults += found
    return guides, faults


def outside_faults(guides: Iterable[Guide], *, articles: Collection[str], pictures: Collection[str]) -> Iterator[Fault]:
    """The articles and pictures that guides name and nobody has."""
    for guide in guides:
        file = f"{guide.id}.yaml"
        for article in guide.articles:
            if article not in articles:
                yield Fault(file, "articles", f"no article is named “{article}” yet")
        for step in guide.steps.values():
            if step.picture and step.picture not in pictures:
                yield Fault(file, f"steps.{step.id}.picture", f"no drawing is named “{step.picture}” yet")


@cache
def shipped_guides() -> Mapping[str, Guide]:
    """Our own guides by their names; one with a fault is left out, for a claim never waits for it."""
    return {guide.id: guide for guide in read_guides(guide_folder())[0]}
