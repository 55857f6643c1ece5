"""The letters of a decision: a yes and a no with the same care."""

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.notifications.letters import Letter
from reprise.core.money import Money
from reprise.readmodels.case_letters import Envelope, next_step, outcome, reasons, refused, to_customer, told
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.remedies import price_of


def accepted(
    case: Case, shop: Shop, line: CaseLine, remedy: RemedyType, *, author: Actor, text: str,
    amount_minor: int | None, goods_expected: bool,
) -> Envelope:  # fmt: skip
    """Yes: what they get, how much, who pays the return, what next and why."""
    words, proposal = told(line, case.language), proposal_of(line.proposal)
    agreed = proposal is not None and proposal.verdict in {"yes", "part"}
    amount = price_of(line, line.approved_quantity) if remedy is RemedyType.REFUND else amount_minor
    return to_customer(
        case, shop, Letter.REQUEST_ACCEPTED, author=author,
        outcome=outcome(line, remedy, case.language),
        text=text.strip(),
        amount=Money(amount, case.currency) if amount else None,
        return_by=proposal.return_by if proposal and agreed and goods_expected else None,
        pays=words.pays if words and agreed and goods_expected else None,
        next_step=next_step(case.language, goods_expected=goods_expected),
        why=reasons(line, case.language) if agreed else None,
    )  # fmt: skip


def declined(case: Case, shop: Shop, line: CaseLine, *, author: Actor, text: str) -> Envelope:
    """No: the exact thing, the reason, what remains and how to disagree."""
    words = told(line, case.language)
    quantity = line.quantity - line.approved_quantity
    return to_customer(
        case, shop, Letter.REQUEST_DECLINED, author=author,
        refused=refused(line, quantity, case.language),
        reason=text.strip(),
        remains="\n".join(words.remains) if words else None,
        disagree=words.disagree if words else None,
    )  # fmt: skip
