"""Where somebody stands in the tour: a number in a cookie, shown as a strip on every page."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from reprise.demo.tour import STEPS
from reprise.web.outbox.door import at_this_machine
from reprise.web.tour.words import STEPS as WORDS

COOKIE: Final = "tour"


@dataclass(frozen=True, slots=True)
class Stand:
    """A step as the strip shows it; `next` is 0 after the last."""

    number: int
    of: int
    title: str
    text: str
    next: int


def stand(number: int) -> Stand | None:
    """The step of a number, from 1; None when there is no such step."""
    if not 1 <= number <= len(STEPS):
        return None
    said = WORDS[STEPS[number - 1].name]
    return Stand(number, len(STEPS), said.title, said.text, number + 1 if number < len(STEPS) else 0)


def tour(request: HttpRequest) -> dict[str, object]:
    """For every page: the step of the visitor, in the demo alone."""
    if not settings.ENV.demo or not at_this_machine(request):
        return {}
    kept = request.COOKIES.get(COOKIE, "")
    return {"tour": stand(int(kept)) if kept.isdecimal() and len(kept) <= 2 else None}
