"""Allow the goods of a case to be sent back: a number, a day, a packing list, and the slip by letter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.services.authorise import authorise as write_authorisation
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.project import store_projection
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Kind, Refusal, mark
from reprise.readmodels import clocks
from reprise.readmodels.available_actions import lines_to_authorise
from reprise.readmodels.case_letters import to_customer, what_to_do_with_the_slip, who_pays
from reprise.readmodels.case_picture import picture_of, with_new_dues
from reprise.readmodels.projection import project
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.returns import expected_lines, packing_list, paid_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Authorisation, Case, CaseLine


class NothingToSend(Refusal):
    """No goods are expected back."""

    code = "nothing_to_send"
    kind = Kind.CONFLICT
    sentence = mark("No article of this case is expected back. Accept a line that needs its article first.")


class AlreadyAuthorised(Refusal):
    """The slip in force holds everything that is to be sent."""

    code = "already_authorised"
    kind = Kind.CONFLICT
    sentence = mark("This return is authorised already. Choose a later day if the customer needs more time.")


@transaction.atomic(savepoint=False)
def authorise(*, actor: Actor, case: "Case", at: datetime, expires_on: date | None = None) -> "Authorisation":
    """Issue the authorisation, in place of one before; without a day the policy's, never less than the law's."""
    actor.require(Right.CASES_DECIDE)
    shop, before = shop_of(actor), picture_of(case)
    expected = expected_lines(before)
    if not expected:
        raise NothingToSend
    if expires_on is None and not lines_to_authorise(before):
        raise AlreadyAuthorised
    last_day = expires_on or _last_day(shop, case, expected, at)
    payer = paid_by(expected)
    authorisation = write_authorisation(
        case=case, shop=shop, expires_on=last_day, return_paid_by=payer, packing=packing_list(before), actor=actor,
        at=at,
    )  # fmt: skip
    set_deadlines(case=case, deadlines=[clocks.goods_back_by(shop, case, last_day)], zone=shop.timezone, at=at)
    letter = to_customer(
        case, shop, Letter.RETURN_READY, author=actor, rma=authorisation.number, return_by=last_day,
        pays=who_pays(payer, case.language), next_step=what_to_do_with_the_slip(case.language),
    )  # fmt: skip
    send_letter(**letter, at=at)
    picture = replace(with_new_dues(before), authorisation=authorisation)
    store_projection(case=case, projection=project(picture), at=at)
    return authorisation


def _last_day(shop: "Shop", case: "Case", expected: "Iterable[CaseLine]", at: datetime) -> date:
    terms, _number = clocks.terms_of(shop, case)
    proposals = [proposal_of(line.proposal) for line in expected]
    by_law = [proposal.return_by for proposal in proposals if proposal and proposal.return_by]
    return max([clocks.day_of(shop, at) + timedelta(days=terms.return_by_days), *by_law])
