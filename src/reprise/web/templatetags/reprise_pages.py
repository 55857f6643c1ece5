"""Small things pages ask of Python: the printed layers of a progress, initials."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django import template

register = template.Library()

PITCH, MARGIN = 4.6, 3.0  # of the layers, in the drawing's units
SHORT: Final = 40


@dataclass(frozen=True, slots=True)
class Layers:
    """A stack of layers seen from the side: its height, and for each layer its path and whether it is printed."""

    height: str
    paths: tuple[tuple[str, bool], ...]


@register.simple_tag
def layers(step: int, steps: int) -> Layers:
    """The layers of step `step` of `steps`, the lowest first."""
    height = PITCH * steps + MARGIN
    paths = ((f"M2 {height - 3.6 - PITCH * place:.1f}h24", place < step) for place in range(steps))
    return Layers(f"{height:.1f}", tuple(paths))


@register.filter
def initials(name: object) -> str:
    """Two letters for somebody: Inès Marchetti becomes IM."""
    words = [word for word in str(name).split("@")[0].replace(".", " ").split() if word]
    return "".join(word[0] for word in [words[0], *words[1:][-1:]]).upper() if words else ""


@register.filter
def problem_of(problems: Mapping[str, str], target: str) -> str:
    """What is wrong with the field of an id."""
    return problems.get(target, "")


@register.filter
def problem_at(problems: Mapping[str, str], line_id: int) -> str:
    """What is wrong with the pieces of an order line."""
    return problems.get(f"pieces-{line_id}", "")


@register.filter
def bought(line: object) -> str:
    """What a customer chose of an article and how many: PETG noir · 1 kg · ×4; long values are left out."""
    chosen = getattr(line, "attributes", {})
    values = chosen.values() if isinstance(chosen, dict) else ()
    short = [value for value in values if isinstance(value, str) and 0 < len(value) <= SHORT][:3]
    return "\u00a0· ".join([*short, f"×{getattr(line, 'quantity', 1)}"])


@register.filter
def add_id(prefix: str, number: int) -> str:
    """An element's id made of a word and a number."""
    return f"{prefix}{number}"
