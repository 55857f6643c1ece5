"""What a step needs is known when it begins: it is asked with the step's first question, in one round trip."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.open_case import number_ahead
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.checklists import ask_checklist_ahead
from reprise.apps.catalogue.queries import ask_bought_ahead, ask_lines_ahead
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.writing.in_force import ask_words_ahead
from reprise.apps.notifications.writing.said import spoken
from reprise.apps.policies.queries import ask_policy_ahead
from reprise.law.vocabulary import Claim
from reprise.readmodels.shop_days import contract_day, day_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.readmodels.requests import Request

#: The letter of a verdict, as far as it can be told before it is given.
LETTERS: Final[Mapping[LineMove, Letter]] = {
    LineMove.APPROVE: Letter.REQUEST_ACCEPTED, LineMove.APPROVE_PARTLY: Letter.REQUEST_PARTLY_ACCEPTED,
    LineMove.DECLINE: Letter.REQUEST_DECLINED, LineMove.UPHOLD: Letter.APPEAL_DECLINED,
    LineMove.OVERTURN: Letter.APPEAL_GRANTED,
}  # fmt: skip


def ask_ahead_of_verdict(*, shop: "Shop", case: "Case", line_id: int, verdict: LineMove, authorise: bool) -> None:
    """In the deed, before a line is decided: what its letter tells, and with `authorise` what the slip does."""
    line = next((each for each in lines_of(case) if each.pk == line_id), None)
    if line is None or case.order_id is None:
        return
    language = spoken(case.language)
    ask_lines_ahead(case.order_id)
    ask_words_ahead(shop, LETTERS[verdict], language)
    if authorise:
        ask_policy_ahead(shop.pk, contract_day(shop, case))
        ask_checklist_ahead(shop.pk, line.product_kind, line.sku)
        ask_words_ahead(shop, Letter.RETURN_READY, language)


def ask_ahead_of_request(*, actor: Actor, order_id: int, request: "Request", at: datetime) -> None:
    """Before the order of a request is read: what answers it, and the numbers of the case it opens."""
    shop = shop_of(actor)
    number_ahead(lines=len(request.wishes))
    ask_bought_ahead(order_id)
    ask_policy_ahead(shop.pk, day_of(shop, at))
    withdraws = any(wish.claim == Claim.WITHDRAW for wish in request.wishes)
    letter = Letter.WITHDRAWAL_RECEIVED if withdraws else Letter.REQUEST_RECEIVED
    ask_words_ahead(shop, letter, spoken(request.language))


def ask_ahead_of_reception(*, shop: "Shop", case: "Case") -> None:
    """In the deed, before goods are received: the words of the letter that tells it."""
    ask_words_ahead(shop, Letter.PARCEL_RECEIVED, spoken(case.language))
