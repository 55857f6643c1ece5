"""What the law gives for one kind of article, asked of the law library as if it arrived today."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from reprise.apps.policies.rules import Notices as ToldBefore
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
    asked = Asked(about.law.country, about.shop.country, about.day, kind, opened, buyer, about.promise.notices)
    return _right(asked, about.number_of("withdrawal.days"), about.lang)


def facts_for(about: About, kind: str, *, opened: bool, buyer: Buyer) -> Facts:
    """The facts of an article that is delivered and withdrawn from on one day."""
    return Asked(
        about.law.country, about.shop.country, about.day, kind, opened, buyer, about.promise.notices
    ).facts()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the law's answer depends on; equal questions have equal answers."""

    country: str
    seller_country: str
    day: date
    kind: str
    opened: bool
    buyer: Buyer
    told: ToldBefore

    def facts(self) -> Facts:
        """The question as the law library takes it."""
        met, told = self.told.digital, self.told
        return Facts(
            country=self.country, seller_country=self.seller_country, claim=Claim.WITHDRAW, buyer=self.buyer,
            item=item_for(self.kind, opened=self.opened), ordered=self.day, delivered=self.day, declared=self.day,
            downloaded=self.kind == DIGITAL and self.opened, prices=Prices(items=PAID),
            digital=DigitalConditions(express_consent=met, loss_acknowledged=met, durable_confirmation=met),
            info=Notices(withdrawal=told.withdrawal, return_cost=told.return_cost, exclusion=told.exclusion),
        )  # fmt: skip


@lru_cache(maxsize=5_000)  # a few countries, each kind sealed and opened, in two languages, for some days
def _right(asked: Asked, days: int, lang: str) -> Right:
    answer = assess(asked.facts())
    payer = answer.return_cost_by
    if payer is Payer.BUYER and not asked.told.return_cost:
        payer = Payer.SELLER
    kept = 0 if answer.decision is Decision.REFUSE else days
    return Right(WORDS[answer.decision], kept, payer.value, reasons(answer, lang))


def reasons(answer: Assessment, lang: str) -> tuple[Why, ...]:
    """The reasons of an answer, each with its first text."""
    return tuple(
        Why(reason.text, reason.sources[0].label, reason.sources[0].url) if reason.sources else Why(reason.text)
        for reason in explain(answer, lang).reasons
    )
