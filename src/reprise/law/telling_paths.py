"""Whom to turn to when one does not agree, in the order in which to go: us, the mediator, the authority, the court."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from reprise.core.money import Money
from reprise.law.assessment import Assessment, Param
from reprise.law.jurisdictions import Law, law_of, same_state
from reprise.law.parameters import Source
from reprise.law.phrases import Language, Phrases, phrases
from reprise.law.vocabulary import Basis, Buyer, Seller

EUROS: Final = "EUR"
SMALL_SUMS: Final = "court.conciliation_up_to_euros"
MEDIATOR_RULES: Final = (
    "mediation.free",
    "mediation.months",
    "mediation.conditions",
    "mediation.result_days",
    "mediation.not_binding",
    "mediation.suspends_limitation",
)

#: Rule → the sentence that says until when a defect may be brought before a court.
COURT_TIMES: Final = {
    "court.action_years": "court_time",
    "court.action_years_from_telling": "court_time_from_telling",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go: its name, what to know about it, and the texts behind it."""

    name: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """All that the ways of one buyer depend on: the two laws, the day, and a few things of the answer."""

    lang: Language
    home: Law | None
    sellers: Law | None
    day: date
    basis: Basis
    has_mediator: bool
    in_two_countries: bool
    is_small: bool  # small enough to be spoken about before a court hears it
    mediation_until: date | None

    def say(self, key: str, params: Mapping[str, Param] | None = None) -> str:
        """One sentence about a way."""
        return phrases(self.lang).say("paths", key, params)

    def number(self, law: Law | None, rule: str) -> int | None:
        """A number in force on the day of the request."""
        return _number(law, rule, self.day)

    def cited(self, law: Law | None, *rules: str) -> tuple[Source, ...]:
        """The texts behind rules, each once."""
        return law.cited(rules, self.day) if law else ()


def ways(answer: Assessment, words: Phrases) -> tuple[Way, ...]:
    """Every way open to this buyer, the gentlest first."""
    facts = answer.facts
    day = facts.declared or facts.ordered
    if day is None:
        return (Way("again", words.say("paths", "again")),)
    home = law_of(facts.country)
    limit = _number(home, SMALL_SUMS, day)
    small = limit is not None and facts.currency == EUROS and _at_stake(answer) <= limit * 100
    return _ways(
        Teller(
            words.lang, home, law_of(facts.seller_country), day, answer.basis, has_mediator(answer),
            in_two_countries(answer), small, answer.day("mediation_until"),
        )
    )  # fmt: skip


def has_mediator(answer: Assessment) -> bool:
    """Mediators are for consumers who bought from a business (L611-3)."""
    return answer.facts.buyer is Buyer.CONSUMER and answer.facts.seller is not Seller.PRIVATE_INDIVIDUAL


def in_two_countries(answer: Assessment) -> bool:
    """Whether buyer and seller live in two countries of the Union, which the European centres serve."""
    one, other = answer.facts.country, answer.facts.seller_country
    both_in_union = all(law is not None and law.shared for law in (law_of(one), law_of(other)))
    return both_in_union and not same_state(one, other)


@lru_cache(maxsize=4_096)  # whoever asks on one day is told the same, whatever the sum
def _ways(teller: Teller) -> tuple[Way, ...]:
    return tuple(_each(teller))


def _each(teller: Teller) -> Iterator[Way]:
    yield Way("again", teller.say("again"))
    if teller.has_mediator:
        yield _mediator(teller)
        if teller.in_two_countries:
            yield Way("centre", teller.say("european_centre"), teller.cited(teller.home, "cross_border.centre"))
        if teller.home is not None and teller.home.says("authority.reporting", teller.day):
            yield Way("authority", teller.say("reporting"), teller.cited(teller.home, "authority.reporting"))
    yield _court(teller)


def _mediator(teller: Teller) -> Way:
    """The mediator is that of the seller; the body of another country is named where we know it for sure."""
    sellers = teller.sellers
    body = sellers.at("mediation.body", teller.day) if sellers else None
    if sellers is not None and body is not None and body.is_verified:
        told = teller.say("body", {"country": sellers.country, "body": str(body.content[teller.lang])})
        return Way("mediator", told, body.sources)
    return Way("mediator", " ".join(_conditions(teller)), teller.cited(sellers, *MEDIATOR_RULES))


def _conditions(teller: Teller) -> Iterator[str]:
    yield teller.say("mediator")
    until = teller.mediation_until
    yield teller.say("mediator_until", {"day": until}) if until else teller.say("mediator_when")
    weeks = teller.number(teller.sellers, "mediation.admissibility_weeks")
    days = teller.number(teller.sellers, "mediation.result_days")
    if weeks is not None and days is not None:
        yield teller.say("mediator_not")
        yield teller.say("mediator_course", {"weeks": weeks, "days": days})
        if teller.sellers is not None and teller.sellers.says("mediation.suspends_limitation", teller.day):
            yield teller.say("time_stands_still")


def _court(teller: Teller) -> Way:
    """Small sums are spoken about first, else the court does not hear them (CPC 750-1)."""
    limit = teller.number(teller.home, SMALL_SUMS)
    said, rules = [teller.say("court")], []
    if teller.is_small and limit is not None:
        wait = teller.number(teller.home, "court.conciliation_wait_months") or 0
        said.append(teller.say("court_small", {"limit": Money(limit * 100, EUROS), "months": wait}))
        rules += [SMALL_SUMS, "court.conciliation_wait_months"]
    if teller.basis in {Basis.CONFORMITY, Basis.DIGITAL_CONFORMITY}:
        for rule, key in COURT_TIMES.items():
            years = teller.number(teller.home, rule)
            if years is not None:
                said.append(teller.say(key, {"years": years}))
                rules.append(rule)
    return Way("court", " ".join(said), teller.cited(teller.home, *rules))


def _number(law: Law | None, rule: str, day: date) -> int | None:
    value = law.at(rule, day) if law else None
    return value.number if value else None


def _at_stake(answer: Assessment) -> int:
    goods = sum(line.price for line in answer.facts.claimed)
    return max(goods, answer.refund.minor if answer.refund else 0)
