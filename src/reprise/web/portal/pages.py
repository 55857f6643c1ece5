"""How a customer page is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from reprise.core.refusals import Refusal
from reprise.web.portal.door import ShopRequest
from reprise.web.refusals import tell_plainly


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct: the sentence, and the id of the field it is about (empty: the whole page)."""

    message: str
    target: str = ""


def show(
    request: ShopRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page; with problems it comes back as it was sent, and says what to correct."""
    by_field = {problem.target: problem.message for problem in problems if problem.target}
    frame = {"shop": request.shop, "problems": problems, "at": by_field, **(context or {})}
    return render(request, f"portal/{template}.html", frame, status=422 if problems and status == 200 else status)


def told(refusal: Refusal, targets: Mapping[str, str] | None = None) -> Problem:
    """A refusal as something to correct, at the field it names when the page has it."""
    field = refusal.field or ""
    return Problem(tell_plainly(refusal), (targets or {}).get(field, ""))
