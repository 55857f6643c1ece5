"""A customer asks: the request becomes a case, with what law and policy answer to it and by when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import CaseKind, RemedyType
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.drafts import finish_draft
from reprise.apps.cases.services.open_case import WITHDRAW, NewCase, NewLine, begin_case, fill_case
from reprise.apps.cases.services.project import store_projection
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.services.pieces import claim_pieces
from reprise.apps.evidence.queries import files_for
from reprise.apps.evidence.services.attach import attach
from reprise.apps.knowledge.services.guide_runs import claim_after_guides
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.law.vocabulary import Basis, Claim
from reprise.readmodels import clocks
from reprise.readmodels.assessment import AssessedLine, AssessedRequest, assess_request, sale_of
from reprise.readmodels.case_letters import Envelope, reasons, statement, summary, to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.legal_facts import NOT_HERE
from reprise.readmodels.papers.enclosed import paper
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import LANGUAGES, proposal_json, proposal_of
from reprise.readmodels.requests import Request
from reprise.workflows.verdict.by_rule import accept_by_rule

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.catalogue.models import Order

MOST_LINES: Final = 50
LONGEST_DESCRIPTION: Final = 5_000
HAZARDS: Final = frozenset({"hurt", "burn", "shock", "leak"})
TAKEN_DOWN: Final = frozenset({"phone", "letter", "counter", "mail"})  # said to staff, who wrote it down
CHANNELS: Final = frozenset({"portal", "staff", "api", "chat"}) | TAKEN_DOWN
ASKED: Final = frozenset({Claim.WITHDRAW, Claim.DEFECT, Claim.WRONG_ITEM, *NOT_HERE})
#: What went wrong between the shop and the door, whatever the law calls it.
ON_THE_WAY: Final = frozenset({"transport_damage", "missing_parts", "wrong_item", "late_or_lost"})
_CODE: Final = re.compile(r"[a-z0-9_]{0,60}")


def ask(
    *, actor: Actor, order: "Order", request: Request, at: datetime, client_id: str = "",
    enclosures: Sequence[Mapping[str, object]] = (),
) -> "Case":  # fmt: skip
    """Open the case of a request; the same draft or client id again is the same case. Papers go with its letter."""
    with asking(actor=actor, order=order, request=request, at=at, client_id=client_id, enclosures=enclosures) as case:
        return case


@contextmanager
def asking(
    *, actor: Actor, order: "Order", request: Request, at: datetime, client_id: str = "",
    enclosures: Sequence[Mapping[str, object]] = (),
) -> Iterator["Case"]:  # fmt: skip
    """Open the case of a request, and look at it before its deed ends: all of it is at hand."""
    _check_reach(actor, order)
    check(request)
    shop = shop_of(actor)
    today = clocks.day_of(shop, at)
    sale, policy_number = sale_of(shop, order, today=today)
    answered = assess_request(sale=sale, policy_number=policy_number, request=request, today=sale.told_on(at))
    _check_articles(answered)
    new = new_case(shop, order, request, answered, client_id=(client_id or request.draft_key)[:64])
    with transaction.atomic(savepoint=False):
        case, is_new = begin_case(actor=actor, new=new, at=at)
        if not is_new:
            yield case
            return
        case.order = order  # as it was read, for all that follows
        with deed(case):
            fill_case(case=case, new=new, actor=actor, at=at)
            # In one order, so that two requests about the same articles never wait for each other.
            for wish in sorted(request.wishes, key=lambda each: each.order_line_id):
                claim_pieces(order_line_id=wish.order_line_id, quantity=wish.quantity)
            attach_all(actor=actor, case=case, request=request, at=at)
            finish_draft(shop_id=shop.pk, key=request.draft_key, case_id=case.pk)
            if request.draft_key:  # staff read what was tried: nobody asks again
                claim_after_guides(shop_id=shop.pk, draft_key=request.draft_key, case_id=case.pk, at=at)
            lines = lines_of(case)
            set_deadlines(case=case, deadlines=clocks.when_opened(answered, case, lines), zone=shop.timezone, at=at)
            letter = _acknowledgement(case, shop, lines, answered, at)
            if letter["letter"] is Letter.WITHDRAWAL_RECEIVED or not all(line.is_automatic for line in answered.lines):
                send_letter(**letter, at=at, enclosures=enclosures or _proof(letter))  # else its answer goes at once
            accept_by_rule(case=case, shop=shop, at=at)
            store_projection(case=case, projection=project(picture_of(case)), at=at)
            yield case


def _proof(letter: Envelope) -> Sequence[Mapping[str, object]]:
    """Whoever withdraws gets the paper that proves it, whichever way they came."""
    return (paper("acknowledgement"),) if letter["letter"] is Letter.WITHDRAWAL_RECEIVED else ()


def _next(case: "Case", told: str) -> str:
    """What follows; a parcel that has not left is stopped first, and what if it left anyway is said at once."""
    if case.kind != CaseKind.CANCELLATION.value:
        return told
    with override(case.language):
        return " ".join((
            gettext("We stop your parcel."), told,
            gettext("If it left a moment ago, refuse it or send it back: your withdrawal stands."),
        ))  # fmt: skip


def attach_all(*, actor: Actor, case: "Case", request: Request, at: datetime) -> None:
    """Put the files of a request on its case, each as the picture it was asked for."""
    if not request.file_ids:
        return
    shows = {file_id: code for code, file_id in request.shots.items()}
    for file in files_for(actor, list(request.file_ids)):
        attach(actor=actor, case=case, file=file, shot=shows.get(file.pk, ""), at=at)


def _check_reach(actor: Actor, order: "Order") -> None:
    if order.shop_id != actor.shop_id or (actor.is_customer and actor.order_id != order.pk):
        raise NotFound
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)


def check(request: Request) -> None:
    """Refuse what no page of ours sends; that lines belong to the order and pieces are left is asked of the rows."""
    if not 1 <= len(request.wishes) <= MOST_LINES:
        raise Invalid(field="wishes", why=mark("choose between one and fifty articles."))
    for wish in request.wishes:
        if wish.claim not in ASKED:
            why = mark("say whether you change your mind, something is wrong or nothing came.")
            raise Invalid(field="claim", why=why)
        if wish.asked_remedy and wish.asked_remedy not in set(RemedyType):
            raise Invalid(field="asked_remedy", why=mark("choose one of the remedies offered."))
        if not _CODE.fullmatch(wish.reason):
            raise Invalid(field="reason", why=mark("choose a reason of the list."))
        if len(wish.description) > LONGEST_DESCRIPTION:
            raise Invalid(field="description", why=mark("shorten the description to 5,000 characters."))
        if not 1 <= wish.quantity <= 10**6:
            raise Invalid(field="quantity", why=mark("write a whole number of pieces, at least one."))


def _check_articles(answered: AssessedRequest) -> None:
    """What is asked about is an article; delivery and fees follow from it."""
    if any(line.line.type != LineType.PRODUCT for line in answered.lines):
        raise Invalid(field="order_line_id", why=mark("choose an article; what is due of the delivery fee follows."))


def new_case(shop: "Shop", order: "Order", request: Request, answered: AssessedRequest, *, client_id: str) -> NewCase:
    """The case that a request opens."""
    customer = order.customer
    return NewCase(
        kind=_kind(answered),
        lines=tuple(new_line(answered, line) for line in answered.lines),
        contact_name=(customer.name if customer else "") or str(order.shipping.get("name", "")),
        contact_email=order.email or (customer.email if customer else ""),
        language=request.language if request.language in LANGUAGES else shop.language,
        channel=request.channel if request.channel in CHANNELS else "api",
        order_id=order.pk,
        customer_id=order.customer_id,
        buyer_kind=order.buyer_kind,
        danger=request.danger,
        priority=answered.priority,
        hazard=request.hazard if request.danger and request.hazard in HAZARDS else "",
        value_minor=sum(line.paid.minor for line in answered.lines),
        currency=order.currency,
        client_id=client_id,
    )


def _kind(answered: AssessedRequest) -> CaseKind:
    line = answered.lines[0]
    if line.wish.claim in NOT_HERE or (line.wish.claim != WITHDRAW and line.wish.reason in ON_THE_WAY):
        return CaseKind.DELIVERY_PROBLEM
    if line.wish.claim != WITHDRAW:
        return CaseKind.COMPLAINT
    if all(each.not_sent and each.wish.claim == WITHDRAW for each in answered.lines):
        return CaseKind.CANCELLATION
    commercial = line.assessment is not None and line.assessment.basis is Basis.COMMERCIAL
    return CaseKind.RETURN if commercial else CaseKind.WITHDRAWAL


def new_line(answered: AssessedRequest, line: AssessedLine) -> NewLine:
    """A line of the case with what law and policy answered to it."""
    wish, bought = line.wish, line.line
    return NewLine(
        name=bought.name, quantity=wish.quantity, claim=wish.claim, ground=line.ground, order_line_id=bought.pk,
        sku=bought.sku, product_kind=bought.kind, reason=wish.reason, description=wish.description.strip(),
        asked_remedy=wish.asked_remedy, proposal=proposal_json(answered, line),
    )  # fmt: skip


def _acknowledgement(
    case: "Case", shop: "Shop", lines: "list[CaseLine]", answered: AssessedRequest, at: datetime
) -> Envelope:
    """A withdrawal is acknowledged at once, with proof of what was declared and when, whatever is decided later."""
    number = case.order.number if case.order else ""
    withdrawn = [line for line in lines if line.claim == WITHDRAW]
    if not withdrawn:
        letter = Letter.CASE_OPENED_FOR_YOU if case.channel in TAKEN_DOWN else Letter.REQUEST_RECEIVED
        return to_customer(
            case, shop, letter, order_number=number, answer_by=answered.answer_by,
            summary=summary(lines, case.language),
        )  # fmt: skip
    proposal = proposal_of(withdrawn[0].proposal)
    words = proposal.told.get(case.language) if proposal else None
    accepted = proposal is not None and proposal.verdict == "yes"
    return to_customer(
        case, shop, Letter.WITHDRAWAL_RECEIVED, order_number=number, received_at=at,
        statement=statement(withdrawn, case.language),
        return_by=proposal.return_by if proposal and accepted else None,
        refund_due=answered.refund_due if accepted else None,
        amount=answered.refund if accepted and len(withdrawn) == len(lines) else None,
        pays=words.pays if words and accepted else None,
        next_step=_next(case, words.next_step) if words else None,
        why=reasons(words) if accepted else None,
    )  # fmt: skip
