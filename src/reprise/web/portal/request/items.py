"""Which articles, and how many of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext, ngettext

from reprise.core.money import Money
from reprise.readmodels.statement_goods import free_pieces
from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import WITHDRAW, Answer, Stop, after, first_open, kept
from reprise.web.portal.request.draft import DraftRequest, address, ask, keep_here, may_change_mind
from reprise.web.portal.request.meant import meant_by
from reprise.web.portal.request.windows import Windows, windows_of

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import OrderLine


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the order as the page shows it."""

    line: "OrderLine"
    price: Money
    free: int  # pieces no request is about yet
    claimed: str  # how many pieces a request is about already, in words; empty when none or all are
    chosen: bool
    typed: str
    windows: Windows | None
    unsent: bool  # it has not left: it can still be stopped


def items(request: DraftRequest, stop: Stop) -> HttpResponse:
    """Choose lines and quantities out of what was bought."""
    if request.method != "POST":
        shown = {str(line_id): str(pieces) for line_id, pieces in request.said.items.items()}
        if not shown and request.draft.data.get("intent") == "cancel":
            shown = {str(pk): str(free_pieces(request.goods[pk])) for pk in request.said.unsent}
        if not shown and len(request.goods) == 1:
            shown = {str(line_id): "1" for line_id in request.goods}  # there is nothing to choose
        return _page(request, stop, shown)
    typed = {line_id: request.POST.get(f"pieces-{line_id}", "1") for line_id in request.POST.getlist("line")}
    chosen, problems = _read(request, typed)
    if problems:
        return _page(request, stop, _everything(request.POST, typed), problems, set(typed))
    told = _already_said(request, chosen)
    keep_here(request, {"items": {str(line_id): pieces for line_id, pieces in chosen.items()}, **told})
    # What was said at the door is not asked again; what was answered on its page is shown again.
    following = first_open(request.said) if told else after(request.said, stop)
    return HttpResponseRedirect(address(request, following))


def _already_said(request: DraftRequest, chosen: Mapping[int, int]) -> Mapping[str, object]:
    """A change of mind that the door on the first page said, for the articles nothing else was said of."""
    if not may_change_mind(request):
        return {}
    meant = meant_by(request.draft.data.get("intent"), chosen, request.said.unsent)
    fresh = [pk for pk in meant if not request.said.about(pk).claim]
    return {"lines": kept(request.said.lines, *fresh, said=Answer(claim=WITHDRAW))} if fresh else {}


def _everything(posted: QueryDict, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, for the lines that were not ticked too."""
    numbers = {name.removeprefix("pieces-"): str(posted[name]) for name in posted if name.startswith("pieces-")}
    return {**numbers, **typed}


def _read(request: DraftRequest, typed: Mapping[str, str]) -> tuple[dict[int, int], list[Problem]]:
    chosen: dict[int, int] = {}
    problems: list[Problem] = []
    if not typed:
        problems.append(Problem(gettext("Choose at least one article."), "articles"))
    for name, number in typed.items():
        line = request.goods.get(int(name)) if name.isascii() and name.isdigit() and len(name) < 19 else None
        if line is None:
            problems.append(Problem(gettext("One of the articles is not part of this order. Choose again.")))
            continue
        pieces = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
        if 1 <= pieces <= free_pieces(line):
            chosen[line.pk] = pieces
        else:
            problems.append(_bound(line))
    return chosen, problems


def _bound(line: "OrderLine") -> Problem:
    free, target = free_pieces(line), f"pieces-{line.pk}"
    if free < 1:
        return Problem(gettext("%(name)s: every piece is in a request already.") % {"name": line.name}, target)
    sentence = ngettext(
        "%(name)s: only 1 piece can be chosen.", "%(name)s: enter a number from 1 to %(free)s.", free
    )  # fmt: skip
    return Problem(sentence % {"name": line.name, "free": free}, target)


def _claimed(line: "OrderLine") -> str:
    if not line.claimed_quantity or free_pieces(line) < 1:
        return ""
    sentence = ngettext(
        "%(claimed)s of %(bought)s is in a request already.", "%(claimed)s of %(bought)s are in a request already.",
        line.claimed_quantity,
    )  # fmt: skip
    return sentence % {"claimed": line.claimed_quantity, "bought": line.quantity}


def _page(
    request: DraftRequest,
    stop: Stop,
    typed: Mapping[str, str],
    problems: list[Problem] | None = None,
    ticked: set[str] | None = None,
) -> HttpResponse:
    windows = windows_of(request.shop, request.order, request.goods, request.now, request.held)
    on = set(typed) if ticked is None else ticked
    rows = [
        Row(
            line,
            Money(line.paid_minor, request.order.currency),
            free_pieces(line),
            _claimed(line),
            str(line.pk) in on,
            typed.get(str(line.pk), "1"),
            windows.get(line.pk) if line.pk not in request.said.unsent else None,
            line.pk in request.said.unsent,
        )
        for line in request.goods.values()
    ]
    context = {
        "rows": rows, "all_unsent": all(row.unsent for row in rows), "any_free": any(row.free for row in rows),
    }  # fmt: skip
    return ask(request, stop, context, problems or ())
