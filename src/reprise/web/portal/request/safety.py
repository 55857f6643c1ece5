"""Was anybody in danger? A yes leads at once to what to do now, and staff see it first."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.readmodels.event_details import HAZARDS
from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import WITHDRAW, Stop
from reprise.web.portal.request.choices import Choice
from reprise.web.portal.request.draft import DraftRequest, ask, keep

HINTS: Final[Mapping[str, str]] = {
    "hurt": mark("A burn, a cut, a shock, an irritation"),
    "burn": mark("A smell of burning, melted plastic, a mark of fire"),
    "shock": mark("Or sparks, a bare wire, a fuse that blew"),
    "leak": mark("Resin, a liquid, a smell that stings"),
}
POWERED: Final = frozenset({"printer", "spare_part", "accessory", ""})

_HURT = mark("If somebody needs help, call 112 first. Cool a burn under running water for twenty minutes.")
_SHOCK = mark("Switch off at the fuse box before you touch anything, then pull the plug.")
_UNPLUG = mark("Switch it off at the wall and pull the plug. Do not plug it in again, not even to show us.")
_COOL = mark("Let it cool for an hour: a nozzle or a bed stays hot for long.")
_AIR = mark("Open the windows and leave the room until the smell is gone.")
_GLOVES = mark("Put on gloves before you touch it. Soak it up with paper; pour nothing into the sink.")
_EYES = mark("On the skin: soap and water. In the eyes: rinse for fifteen minutes and call a poison centre.")
_BATTERY = mark("A battery that swells, heats or hisses goes outside, on stone, away from anything that burns.")
_CHILDREN = mark("Keep children and animals away.")
_KEEP = mark("Keep it as it is and do not post it. We tell you how it comes back to us.")


def steps(kinds: frozenset[str], hazard: str) -> Iterator[str]:
    """What to do now with products of these kinds, the most urgent first."""
    resin = "resin" in kinds
    if hazard == "hurt":
        yield _HURT
    if resin and hazard in {"hurt", "leak"}:
        yield _EYES
    if kinds & POWERED:
        yield _SHOCK if hazard == "shock" else _UNPLUG
    if hazard in {"burn", "leak"} or resin:
        yield _AIR
    if resin or hazard == "leak":
        yield _GLOVES
    if kinds & POWERED and hazard != "leak":
        yield _COOL
    if kinds & {"spare_part", "accessory", "printer"}:
        yield _BATTERY
    yield _CHILDREN
    yield _KEEP


def safety(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Was anybody hurt, or did anything burn, leak or give a shock?"""
    choices = [
        Choice("no", gettext("No, nothing of the kind")),
        *(Choice(code, gettext(title), gettext(HINTS[code])) for code, title in HAZARDS.items()),
    ]
    said = request.said
    frame: dict[str, object] = {
        "question": gettext("Was anybody in danger?"),
        "lead": gettext("Somebody hurt, smoke, a burn, an electric shock, a leak. We read such requests first."),
        "name": "danger", "choices": choices,
    }  # fmt: skip
    if request.method != "POST":
        chosen = {None: "", False: "no"}.get(said.danger, said.hazard)
        return ask(request, stop, {**frame, "chosen": chosen}, template="choose")
    answer = request.POST.get("danger", "")
    if answer not in {choice.value for choice in choices}:
        problem = Problem(gettext("Say whether anything dangerous happened."), "danger-1")
        return ask(request, stop, {**frame, "chosen": ""}, [problem], template="choose")
    danger = answer != "no"
    return keep(request, stop, danger=danger, hazard=answer if danger else "", stopped=False)


def stop_using(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Stop using it: what to do now. Going on says that it was read."""
    if request.method == "POST":
        return keep(request, stop, stopped=True)
    said = request.said
    kinds = frozenset(said.kinds[line] for line in said.items if said.about(line).claim != WITHDRAW)
    context = {
        "advice": [gettext(step) for step in steps(kinds, said.hazard)],
        "powered": bool(kinds & POWERED),
    }
    return ask(request, stop, context)
