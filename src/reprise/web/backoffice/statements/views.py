"""The inbox of withdrawal statements: what waits first, oldest first, since the law counts from the day they came."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.faces import Face
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.statement_queries import (
    open_statements,
    picture_of_statement,
    settled_statements,
    statement_for,
)
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_lines, orders_by_number, orders_newest
from reprise.core.refusals import Invalid, NotFound, Refusal, mark
from reprise.platform.pdf.paper import render_paper
from reprise.readmodels.statement_goods import chosen, free_pieces
from reprise.readmodels.statement_paper import statement_paper
from reprise.readmodels.statements import Acknowledged, moment_to_the_second, rows
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go, show
from reprise.web.backoffice.statements.rows import rows_of
from reprise.web.refusals import status_of, tell
from reprise.workflows.withdrawal_statement import settle

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

PAGE, CANDIDATES = 40, 6
SECTION = "statements"
PUT_ASIDE = {
    "not_ours": (StatementOutcome.NOT_OURS, mark("Put aside as not ours. The statement and its date stay.")),
    "double": (StatementOutcome.DOUBLE, mark("Noted as said twice. The first one counts.")),
    "seen": (StatementOutcome.SEEN, mark("Noted that you looked.")),
}


@desk_page(right=Right.CASES_READ, methods=READ)
def statements(request: StaffRequest) -> HttpResponse:
    """What waits for somebody, then what is dealt with."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise NotFound
    settled = settled_statements(request.actor, before=int(before) if before else None, limit=PAGE)
    context = {
        "waiting": [] if before else rows_of(request, open_statements(request.actor)),
        "settled": rows_of(request, settled[:PAGE]), "first": not before,
        "next": settled[PAGE - 1].statement.pk if len(settled) > PAGE else "",
    }  # fmt: skip
    return show(request, "statements/statements", context, section=SECTION)


@desk_page(right=Right.CASES_READ, methods=READ)
def statement(request: StaffRequest, statement: str) -> HttpResponse:
    """One statement: what it says, the orders it may be about, and what to do."""
    return _page(request, statement)


@desk_page(right=Right.CASES_WRITE, methods=("POST",))
def settle_statement(request: StaffRequest, statement: str) -> HttpResponse:
    """Match it, put it aside, or let its letter go: one button each."""
    try:
        return _deed(request, statement)
    except Refusal as refusal:
        if isinstance(refusal, NotFound) and refusal.field is None:
            raise
        return _page(request, statement, tell(refusal), status_of(refusal))


def _deed(request: StaffRequest, reference: str) -> HttpResponse:
    deed, at = request.POST.get("deed", ""), timezone.now()
    if deed == "match":
        order_id = request.POST.get("order", "")
        if not (order_id.isascii() and order_id.isdigit() and len(order_id) < 19):
            raise Invalid(field="order", why=mark("choose the order the statement is about."))
        case = settle.match(
            actor=request.actor, reference=reference, order_id=int(order_id), at=at, quantities=_quantities(request)
        )
        messages.success(request, gettext("The case is open, dated by the statement."))
        return HttpResponseRedirect(address(request, "case", case.reference))
    if deed == "release":
        settle.release(actor=request.actor, reference=reference, at=at)
        return go(request, gettext("The acknowledgement leaves by e-mail."), "statement", reference)
    if deed not in PUT_ASIDE:
        raise Invalid(field="deed", why=mark("choose what was found out about the statement."))
    outcome, said = PUT_ASIDE[deed]
    other = request.POST.get("double_of", "").strip()[:40]
    if outcome is StatementOutcome.DOUBLE and not other:
        raise Invalid(field="double_of", why=mark("write the reference of the other statement."))
    settle.put_aside(actor=request.actor, reference=reference, outcome=outcome, at=at, double_of=other)
    return go(request, gettext(said), "statements")


def _quantities(request: StaffRequest) -> dict[int, int]:
    posted = {name.removeprefix("pieces-"): request.POST[name] for name in request.POST if name.startswith("pieces-")}
    whole = {name: str(value) for name, value in posted.items() if name.isascii() and name.isdigit() and len(name) < 19}
    return {
        int(name): int(value) for name, value in whole.items() if value.isascii() and value.isdigit() and len(value) < 7
    }


def _page(request: StaffRequest, reference: str, problem: str = "", status: int = 200) -> HttpResponse:
    picture = picture_of_statement(statement_for(request.actor, reference))
    language = (get_language() or "fr").split("-")[0]
    search = request.GET.get("q", "").strip()[:120]
    context: dict[str, Any] = {
        "row": rows_of(request, [picture])[0], "picture": picture, "search_orders": search,
        "moment": moment_to_the_second(picture.statement.received_at, request.shop.timezone, language),
        "declared": rows(picture.said, language) if picture.said else (),
        "candidates": _candidates(request, picture, search) if picture.is_open and picture.said else (),
        "problem": problem,
    }  # fmt: skip
    return show(request, "statements/statement", context, section=SECTION, status=status)


def _candidates(request: StaffRequest, picture: Any, search: str) -> list[tuple["Order", list[Any]]]:
    """The orders that may be meant: of its number, of its address, or those looked for."""
    said = picture.said
    found: dict[int, Order] = {}
    if search:
        asked = orders_newest(request.actor, search=search, limit=CANDIDATES)
    else:
        asked = orders_by_number(request.actor, said.order_number) if said.order_number else []
        asked += orders_newest(request.actor, search=said.email, limit=CANDIDATES)
    for order in asked:
        found.setdefault(order.pk, order)
    return [(order, _lines(order, said)) for order in list(found.values())[:CANDIDATES]]


def _lines(order: "Order", said: Any) -> list[Any]:
    goods = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value]
    proposed = {wish.order_line_id: wish.quantity for wish in chosen(said, goods) or ()}
    return [(line, free_pieces(line), proposed.get(line.pk, 0)) for line in goods]


@desk_page(right=Right.CASES_READ, methods=READ)
def statement_pdf(request: StaffRequest, statement: str) -> HttpResponse:
    """The acknowledgement as its author has it."""
    picture = picture_of_statement(statement_for(request.actor, statement))
    if picture.said is None:
        raise NotFound
    row = picture.statement
    told = Acknowledged(row.reference, row.received_at, row.language, picture.said)
    response = HttpResponse(render_paper(statement_paper(told, Face.of(request.shop), request.shop)), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.reference}.pdf"'
    return response
