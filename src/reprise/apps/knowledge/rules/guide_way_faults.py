"""What is wrong in the ways of a guide whose fields are right: dead ends, loops, places nobody reaches."""

from collections.abc import Iterator

from reprise.apps.knowledge.rules.guide import Guide, Leads
from reprise.apps.knowledge.rules.guide_ways import MOST_STEPS, most_left, reached, ring


def way_faults(guide: Guide) -> Iterator[tuple[str, str]]:
    """Every answer leads somewhere, every way ends, everything is reached, and no way is long."""
    ways = {name: step.ways for name, step in guide.steps.items()}
    if guide.start not in guide.steps:
        yield "start", f"“{guide.start}” is no step"
        return
    for name, further in ways.items():
        for place in further:
            if place not in guide.steps and place not in guide.ends:
                yield f"steps.{name}", f"leads to “{place}”, which is no step and no end"
    there = reached(ways, guide.start)
    for field, names in (("steps", guide.steps), ("ends", guide.ends)):
        for name in names:
            if name not in there:
                yield f"{field}.{name}", "is reached by no answer"
    if found := ring(ways, guide.start):
        yield f"steps.{found[0]}", f"comes back to itself: {' → '.join(found)}"
    elif (longest := most_left(guide, guide.start)) > MOST_STEPS:
        yield "steps", f"take {longest} pages on the longest way; at most {MOST_STEPS}"
    led = {end.leads for end in guide.ends.values()}
    if Leads.SOLVED not in led or led == {Leads.SOLVED}:
        yield "ends", "hold no way to “solved”, or no other one"
    for name, step in guide.steps.items():
        for what, keys in step.only.items():
            if what == "thing" and not set(keys) <= set(guide.things):
                yield f"steps.{name}.only.thing", f"is none of {', '.join(guide.things)}"
