"""The three pages of the withdrawal function, and its paper. Each works without scripts, sign-in or database."""

from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.db import Error, connection
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.spool import SpoolFull
from reprise.apps.cases.stated import Stated, proof_fits, proof_token
from reprise.apps.cases.statement_queries import StatementPicture, picture_of_statement, statement_at_link
from reprise.core.refusals import NotFound, Refusal
from reprise.platform.pdf.paper import render_paper
from reprise.readmodels.statement_paper import statement_paper
from reprise.readmodels.statements import Acknowledged, moment_to_the_second, refund_due, rows, sources
from reprise.web.client_address import client_address
from reprise.web.portal.door import READ_AND_WRITE, is_proved
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import Problem, show
from reprise.web.portal.withdrawal.aside import laid_aside, lay_aside
from reprise.web.portal.withdrawal.door import BLANK, StatementRequest, withdrawal_page
from reprise.web.portal.withdrawal.known import Known, card_for, known_again, known_of, until
from reprise.web.portal.withdrawal.typed import (
    Typed,
    filled_from,
    problems_of,
    sealed,
    statement_of,
    typed_in,
    unsealed,
)
from reprise.workflows.withdrawal_statement.receive import acknowledged_at, receive
from reprise.workflows.withdrawal_statement.treat import treat_now

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

log = structlog.get_logger("reprise.statements")


@withdrawal_page(READ_AND_WRITE)
def statement(request: StatementRequest) -> HttpResponse:
    """Who, which contract, where the acknowledgement goes. Posted in order, the page to check it follows."""
    known = known_of(request)
    if request.method != "POST":
        page = _form(request, known, filled_from(known, request.GET.get("from", "")))
        if not known.name and not known.email:
            page.headers[BLANK] = "yes"
        return page
    if "change" in request.POST:
        held = unsealed(request.POST.get("seal", ""))
        return _form(request, known, held[0] if held else filled_from(known))
    typed = typed_in(request.POST, known)
    said = statement_of(typed, known)
    if problems := problems_of(typed, said):
        return _form(request, known, typed, problems)
    seal = sealed(typed, said)
    return lay_aside(request, seal) or _check(request, known, typed, said, seal)


@withdrawal_page()
def check(request: StatementRequest, key: str) -> HttpResponse:
    """The page to check what was typed, by an address of its own: reloading and going back lose nothing."""
    held = laid_aside(request)
    if held is None:
        return HttpResponseRedirect(reverse("portal:withdraw", args=[request.face.slug]))
    seal, (typed, said) = held
    known = known_again(request, typed.order)
    return _check(request, known, typed, said, seal)


def _form(request: StatementRequest, known: Known, typed: Typed, problems: list[Problem] | None = None) -> HttpResponse:
    language = _language()
    card = card_for(request, known, {}, language) if known.order else None
    context = {
        "typed": typed, "known": known, "until": until(card), "step": 1, "steps": 2,
        "lines": [(line, typed.quantities.get(line.pk), line.quantity - line.cancelled_quantity - line.claimed_quantity)
                  for line in known.lines],
        "back": reverse("portal:home", args=[request.face.slug]), "sources": _sources(request, language),
    }  # fmt: skip
    return show(request, "withdrawal/statement", context, problems=problems or ())


def _check(request: StatementRequest, known: Known, typed: Typed, said: Stated, seal: str) -> HttpResponse:
    language = _language()
    quantities = {piece.line_id: piece.quantity for piece in said.pieces}
    wholly = not said.goods or bool(said.pieces)
    context = {
        "rows": rows(said, language), "seal": seal, "typed": typed, "step": 2, "steps": 2,
        "card": card_for(request, known, quantities, language) if known.order and wholly else None,
        "refund_due": refund_due(request.face, request.now), "sources": _sources(request, language),
    }  # fmt: skip
    return show(request, "withdrawal/check", context)


@withdrawal_page(READ_AND_WRITE)
def confirm(request: StatementRequest) -> HttpResponse:
    """Take the statement. Pressed twice, in two tabs, or again after going back: the same acknowledgement."""
    start = HttpResponseRedirect(reverse("portal:withdraw", args=[request.face.slug]))
    if request.method != "POST":
        return start
    held = unsealed(request.POST.get("seal", ""))
    if held is None:
        return start
    typed, said = held
    try:
        receipt = receive(
            face=request.face, said=said, language=_language(), network=client_address(request), at=request.now
        )
    except (SpoolFull, OSError) as fault:
        log.exception("a statement could not be kept", fault=type(fault).__name__)
        sentence = gettext("We could not keep your statement. Send it by e-mail to %(email)s now: that counts as well.")
        problem = Problem(sentence % {"email": request.face.email or request.face.name})
        return show(request, "withdrawal/statement", {"typed": typed, "known": Known()}, problems=[problem], status=503)
    if receipt.recorded and typed.order is not None and request.kept is not None and is_proved(request, typed.order):
        _treat_at_once(request, receipt.told.reference)
    token = proof_token(settings.SECRET_KEY, receipt.told.reference)
    return HttpResponseRedirect(reverse("portal:withdrawn", args=[request.face.slug, receipt.told.reference, token]))


def _treat_at_once(request: StatementRequest, reference: str) -> None:
    """Whoever proved that the order is theirs sees their case now, not when a job has run."""
    try:
        treat_now(shop_slug=request.face.slug, reference=reference, at=request.now)
    except (Refusal, Error) as fault:
        log.warning("statement left to its job", reference=reference, fault=type(fault).__name__)


@withdrawal_page(door="statement")
def received(request: StatementRequest, statement: str, token: str) -> HttpResponse:
    """The acknowledgement: content, date and time to the second, reference, and what follows."""
    told, picture = _acknowledged(request, statement, token)
    language = _language()
    case = _own_case(request, picture)
    context = {
        "told": told, "rows": rows(told.said, language), "waits": picture is None,
        "held": picture is not None and picture.is_held,
        "moment": moment_to_the_second(told.received_at, request.face.timezone, language),
        "paper": reverse("portal:withdrawn_paper", args=[request.face.slug, told.reference, token]),
        "case": case, "case_path": case_path(request.shop, case) if case else "",
        "refund_due": refund_due(request.face, told.received_at), "sources": _sources(request, language),
    }  # fmt: skip
    return show(request, "withdrawal/received", context)


@withdrawal_page(door="statement")
def paper(request: StatementRequest, statement: str, token: str) -> HttpResponseBase:
    """The acknowledgement as PDF, in the language in which it was declared."""
    told, _ = _acknowledged(request, statement, token)
    response = HttpResponse(
        render_paper(statement_paper(told, request.face, request.kept)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{told.reference}.pdf"'
    return response


def _acknowledged(
    request: StatementRequest, reference: str, token: str
) -> tuple[Acknowledged, StatementPicture | None]:
    """The statement an address opens: its row, or its file on the disk while there is no row."""
    tidy = reference.upper()
    if not tidy.isascii() or not proof_fits(settings.SECRET_KEY, tidy, token):
        raise NotFound
    picture = _picture(request, tidy) if request.kept is not None else None
    if picture is not None:
        if picture.said is None:
            raise NotFound
        row = picture.statement
        return Acknowledged(row.reference, row.received_at, row.language, picture.said), picture
    waiting = acknowledged_at(request.face, tidy)
    if waiting is None:
        raise NotFound
    return waiting.told, None


def _picture(request: StatementRequest, reference: str) -> StatementPicture | None:
    try:
        found = statement_at_link(request.face.slug, reference)
        return picture_of_statement(found) if found is not None else None
    except Error as fault:
        log.warning("acknowledgement read from the disk", fault=type(fault).__name__)
        connection.close()
        return None


def _own_case(request: StatementRequest, picture: StatementPicture | None) -> "Case | None":
    """The case the statement became, for the browser that proved the order only: others learn nothing here."""
    if picture is None:
        return None
    ends = {StatementOutcome.MATCHED, StatementOutcome.ATTACHED}
    cases = [step.case for step in picture.steps if step.outcome in ends and step.case is not None]
    return next((case for case in cases if case.order_id and is_proved(request, case.order_id)), None)


def _sources(request: StatementRequest, language: str) -> list[object]:
    return list(sources(request.face.country, request.now.date(), language))


def _language() -> str:
    return (get_language() or "fr").split("-")[0]
