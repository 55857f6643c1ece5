"""Look for the order a statement is about, and open its case as any request does; the job `statement.treat`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor, customer_of_order, system
from reprise.apps.accounts.faces import Face
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.queries import cases_of
from reprise.apps.cases.services.settle_statement import settle_statement
from reprise.apps.cases.stated import Stated, proof_token, unlinked
from reprise.apps.cases.statement_queries import (
    StatementPicture,
    picture_of_statement,
    statement_at_link,
    statement_by_id,
)
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_lines, orders_of_buyer
from reprise.apps.notifications.enclosures import Enclosure, draws
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Refusal
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.pdf.paper import render_paper
from reprise.platform.transactions import atomic
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.statement_goods import chosen
from reprise.readmodels.statement_paper import statement_paper
from reprise.readmodels.statements import Acknowledged, as_lines, declaration, moment_to_the_second
from reprise.workflows.return_request import ask

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, Statement
    from reprise.apps.catalogue.models import Order
    from reprise.apps.notifications.models import Mail

log = structlog.get_logger("reprise.statements")


@handles("statement.treat")
def treat_later(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """The job: one transaction with all that follows from a statement."""
    statement = statement_by_id(payload["statement_id"])
    return (lambda: treat(statement=statement, at=at)) if statement is not None else None


def treat_now(*, shop_slug: str, reference: str, at: datetime) -> None:
    """Do what the job would, without waiting for it; it then finds it done."""
    statement = statement_at_link(shop_slug, reference)
    if statement is not None:
        treat(statement=statement, at=at)


@atomic
def treat(*, statement: "Statement", at: datetime) -> None:
    """Open the case of every order that number and address name; whatever becomes of it, acknowledge."""
    picture = picture_of_statement(statement)
    if picture.steps or picture.said is None:
        return
    said = picture.said
    shop = statement.shop
    found = orders_of_buyer(shop_id=shop.pk, number=said.order_number, email=said.email) if said.order_number else []
    opened = [_treat_order(picture_of_statement(statement), order, said, at) for order in found]
    if not any(opened) and not statement.held:
        acknowledge(statement=statement, said=said, at=at)


def _treat_order(picture: StatementPicture, order: "Order", said: Stated, at: datetime) -> bool:
    """Whether a case was opened, and so a letter of the case tells of the statement."""
    lines = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value]
    wishes = chosen(said, lines)
    if wishes is None:
        return False  # which articles it is about, a person has to say
    buyer = customer_of_order(order.shop_id, order.pk, said.name)
    older = cases_of(buyer).order_by("-id").first()
    free = [wish for wish in wishes if wish.quantity]
    case = _open(picture, buyer, order, free) if free else None
    if case is not None:
        _settle(picture, StatementOutcome.MATCHED, case, at)
    if older is not None and len(free) < len(wishes):
        _settle(picture_of_statement(picture.statement), StatementOutcome.ATTACHED, older, at)
    return case is not None


def _open(picture: StatementPicture, buyer: Actor, order: "Order", wishes: Sequence[Wish]) -> "Case | None":
    try:
        with transaction.atomic():
            return open_case_of(statement=picture.statement, actor=buyer, order=order, wishes=wishes)
    except Refusal as refusal:  # somebody else claimed the pieces this moment, or there are too many: a person looks
        log.warning("statement left to staff", statement=picture.statement.pk, why=refusal.code)
        return None


def open_case_of(*, statement: "Statement", actor: Actor, order: "Order", wishes: Sequence[Wish]) -> "Case":
    """The case a statement brings about: dated by the statement, so that every legal day counts from it."""
    channel = "portal" if statement.channel == "portal" else "staff" if statement.channel == "staff" else "api"
    request = Request(tuple(wishes), danger=False, language=statement.language, channel=channel)
    return ask(
        actor=actor, order=order, request=request, at=statement.received_at,
        client_id=f"{statement.reference}:{order.pk}", enclosures=(paper_of(statement),),
    )  # fmt: skip


def _settle(picture: StatementPicture, outcome: StatementOutcome, case: "Case", at: datetime) -> None:
    statement = picture.statement
    settle_statement(
        statement=statement, outcome=outcome, actor=system(statement.shop_id), at=at, after=picture.version, case=case
    )


def acknowledge(*, statement: "Statement", said: Stated, at: datetime) -> None:
    """Write the acknowledgement: fixed text and the fields of the statement, none of which becomes a link."""
    shop, language = statement.shop, statement.language
    words = f"{declaration(said, language)}\n{as_lines(said, language)}"
    send_letter(
        shop=shop, to=said.email, language=language, letter=Letter.STATEMENT_RECEIVED, at=at,
        dedupe_key=f"statement:{statement.reference}", enclosures=(paper_of(statement),),
        values={
            "shop_name": shop.name, "reference": statement.reference, "statement": unlinked(words),
            "moment": moment_to_the_second(statement.received_at, shop.timezone, language),
            "link": proof_link(shop, statement),
        },
    )  # fmt: skip


def paper_of(statement: "Statement") -> dict[str, object]:
    """The acknowledgement as a paper that travels with a letter."""
    return {"kind": "statement", "statement_id": statement.pk}


@draws("statement", named=lambda _: gettext("Acknowledgement of your withdrawal"))
def draw_paper(_: "Mail", about: Mapping[str, Any]) -> Enclosure | None:
    """Draw it when the letter leaves; what was erased meanwhile goes nowhere."""
    statement = statement_by_id(int(about["statement_id"]))
    picture = picture_of_statement(statement) if statement is not None else None
    if statement is None or picture is None or picture.said is None:
        return None
    told = Acknowledged(statement.reference, statement.received_at, statement.language, picture.said)
    paper = statement_paper(told, Face.of(statement.shop), statement.shop)
    return Enclosure(f"{statement.reference}.pdf", "application/pdf", render_paper(paper))


def proof_link(shop: "Shop", statement: "Statement") -> str:
    """The address of the acknowledgement's page."""
    token = proof_token(settings.SECRET_KEY, statement.reference)
    base = settings.ENV.base_url.rstrip("/")
    return f"{base}/{statement.language}/s/{shop.slug}/withdraw/{statement.reference}/{token}/"
