"""Was anybody in danger, and what would the customer like?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import PRINTS, WITHDRAW, Page, Stop
from reprise.web.portal.request.draft import DraftRequest, ask, draft_page, keep

REPAIRED: Final = frozenset({"printer", "spare_part", "accessory"})


@draft_page(Page.SAFETY)
def safety(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Was anybody hurt, or did anything burn, leak or give a shock? Staff see a yes first."""
    if request.method != "POST":
        return ask(request, stop, {"danger": request.said.danger})
    answer = {"yes": True, "no": False}.get(request.POST.get("danger", ""))
    if answer is None:
        return ask(request, stop, {"danger": None}, [Problem(gettext("Answer yes or no."), "danger-no")])
    return keep(request, stop, danger=answer)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one may wish for: its value, its name and what it means."""

    value: str
    title: str
    text: str


def choices(kinds: set[str]) -> Iterator[Choice]:
    """What may be wished for these kinds of products."""
    if kinds and kinds <= PRINTS:
        yield Choice("replacement", gettext("Print it again"), gettext("The same part, right this time, at our cost."))
    else:
        yield Choice("replacement", gettext("Replace it"), gettext("The same article, in good order, at our cost."))
    if kinds & REPAIRED or "" in kinds:
        yield Choice("repair", gettext("Repair it"), gettext("We repair it at our cost and send it back."))
    yield Choice("price_reduction", gettext("Keep it for less"), gettext("You keep it, we pay part of the price back."))
    yield Choice("refund", gettext("Get my money back"), gettext("You return it, unless we tell you to keep it."))
    yield Choice("", gettext("Tell me what I am entitled to"), gettext("We propose what law or policy gives you."))


@draft_page(Page.WISH)
def wish(request: DraftRequest, stop: Stop) -> HttpResponse:
    """What would you like? The law may answer another thing first; the next page says so."""
    said = request.said
    kinds = {said.kinds[line_id] for line_id in said.items if said.about(line_id).claim != WITHDRAW}
    offered = list(choices(kinds))
    if request.method != "POST":
        return ask(request, stop, {"choices": offered, "wish": said.wish})
    answer = request.POST.get("wish")
    if answer not in {choice.value for choice in offered}:
        problem = Problem(gettext("Choose what you would like, or let us tell you."), "wish-1")
        return ask(request, stop, {"choices": offered, "wish": None}, [problem])
    return keep(request, stop, wish=answer)
