"""What the law gives for one kind of article, asked of the law library as if it arrived today."""

from dataclasses import dataclass
from typing import Final

from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.explain import explain
from reprise.law.facts import DigitalConditions, Facts, Notices, Prices
from reprise.law.products import item_for
from reprise.law.vocabulary import Buyer, Claim, Decision, Payer
from reprise.readmodels.conditions.about import About
from reprise.readmodels.explained import Why

DIGITAL: Final = "digital_file"
PAID: Final = 10_000  # some price: what is free follows other rules
WORDS: Final = {
    Decision.ACCEPT: "yes",
    Decision.ACCEPT_IN_PART: "yes",
    Decision.REFUSE: "no",
    Decision.HUMAN_REVIEW: "person",
}


@dataclass(frozen=True, slots=True)
class Right:
    """Whether a buyer may change their mind: yes, no, or a person decides; for how long, who pays the way back, why."""

    answer: str
    days: int
    cost_by: str  # buyer, seller, none
    why: tuple[Why, ...]


def right_to_withdraw(about: About, kind: str, *, opened: bool, buyer: Buyer = Buyer.CONSUMER) -> Right:
    """The law's answer for an article of a kind; a file counts as opened once it was downloaded."""
    answer = assess(facts_for(about, kind, opened=opened, buyer=buyer))
    days = about.number_of("withdrawal.days") if answer.decision is not Decision.REFUSE else 0
    payer = answer.return_cost_by
    if payer is Payer.BUYER and not about.promise.notices.return_cost:
        payer = Payer.SELLER
    return Right(WORDS[answer.decision], days, payer.value, reasons(answer, about.lang))


def facts_for(about: About, kind: str, *, opened: bool, buyer: Buyer, claim: Claim = Claim.WITHDRAW) -> Facts:
    """The facts of an article that is delivered and asked about on one day."""
    told, file = about.promise.notices, kind == DIGITAL
    met = told.digital
    return Facts(
        country=about.law.country, seller_country=about.shop.country, claim=claim, buyer=buyer,
        item=item_for(kind, opened=opened), ordered=about.day, delivered=about.day, declared=about.day,
        noticed=about.day if claim in {Claim.DEFECT, Claim.WRONG_ITEM} else None, downloaded=file and opened,
        digital=DigitalConditions(express_consent=met, loss_acknowledged=met, durable_confirmation=met),
        prices=Prices(items=PAID),
        info=Notices(withdrawal=told.withdrawal, return_cost=told.return_cost, exclusion=told.exclusion),
    )  # fmt: skip


def reasons(answer: Assessment, lang: str) -> tuple[Why, ...]:
    """The reasons of an answer, each with its first text."""
    return tuple(
        Why(reason.text, reason.sources[0].label, reason.sources[0].url) if reason.sources else Why(reason.text)
        for reason in explain(answer, lang).reasons
    )
