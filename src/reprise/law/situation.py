"""The facts seen through the law of the buyer's country: which day, which deliveries, what is contested."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reprise.core.money import Money
from reprise.law.assessment import Param, Reason
from reprise.law.calendars import rolled
from reprise.law.facts import Facts, Unsaid
from reprise.law.jurisdictions import Law
from reprise.law.parameters import Value
from reprise.law.vocabulary import Claim


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Facts with their law; `lots` are the days on which goods came into the buyer's hands.

    One object for one claim, compared by identity, so that what several rules ask of it is computed once.
    """

    facts: Facts
    law: Law
    declared: date
    lots: tuple[date, ...]
    complete: bool
    contested: bool
    contract_day: date  # the day whose law applies

    @property
    def received(self) -> date | None:
        """Day the last lot of the goods claimed was received."""
        return max(self.lots, default=None)

    @property
    def had_goods(self) -> bool:
        """Whether at least one lot was in the buyer's hands on the day of the declaration."""
        return self.in_hand is not None

    @property
    def in_hand(self) -> date | None:
        """Day the last lot the buyer held on the day of the declaration had come."""
        return max((day for day in self.lots if day <= self.declared), default=None)

    @property
    def handover_failed(self) -> bool:
        """Whether the carrier says "delivered" and it was looked for, and not found, that anybody took the goods."""
        return not self.lots and self.facts.carrier_status_delivered is not None and self.facts.handover_proof is False

    @property
    def appeared(self) -> date:
        """Day the defect showed: when it was noticed, or told when nobody said more."""
        return self.facts.noticed or self.declared

    @property
    def is_about_the_goods(self) -> bool:
        """Whether the buyer says that the goods are not what they should be."""
        return self.facts.claim in {Claim.DEFECT, Claim.WRONG_ITEM}

    def at(self, name: str) -> Value | None:
        """A parameter as it was on the day of the contract."""
        return self.law.at(name, self.contract_day)

    def says(self, name: str) -> bool:
        """A yes-or-no rule as it was on the day of the contract."""
        return self.law.says(name, self.contract_day)

    def because(self, code: str, *rules: str, **params: Param) -> Reason:
        """Make a reason that cites the texts behind the rules named."""
        return Reason(code, params, self.law.cited(rules, self.contract_day))

    def because_on(self, day: date, code: str, *rules: str, **params: Param) -> Reason:
        """Make a reason under the law of another day than that of the contract, as recalls ask."""
        return Reason(code, params, self.law.cited(rules, day))

    def rolled(self, day: date) -> date:
        """The day itself, or the next working day where the buyer lives."""
        return rolled(day, self.law.country, self.facts.region or "")

    def money(self, minor: int) -> Money:
        """An amount in the currency of the order."""
        return Money(minor, self.facts.currency)


def situation_of(facts: Facts, law: Law, declared: date) -> Situation:
    """Look at the facts with a country's eyes."""
    lots = tuple(day for day in facts.lots if day is not None)
    if not lots and facts.handover_proof and facts.carrier_status_delivered:
        lots = (facts.carrier_status_delivered,)  # proof of handover makes the carrier's day the day of possession
    rest_is_coming = facts.last_delivery_of_order is None or None in facts.lots
    if not isinstance(facts.last_delivery_of_order, Unsaid | None):
        rest_is_coming = None in facts.lots
    contested = not lots and facts.carrier_status_delivered is not None and facts.handover_proof is None
    day = local_day(facts, law, declared)
    contract_day = facts.ordered or min((*lots, day))
    return Situation(facts, law, day, lots, bool(lots) and not rest_is_coming, contested, contract_day)


def local_day(facts: Facts, law: Law, declared: date) -> date:
    """The day of the declaration on the buyer's clock; the law's last hour is counted where the buyer lives."""
    if facts.declared_time is None:
        return declared
    clock, zone = facts.declared_time.split(" ")
    if zone in law.zones:
        return declared
    instant = datetime.fromisoformat(f"{declared.isoformat()}T{clock}").replace(tzinfo=ZoneInfo(zone))
    return instant.astimezone(ZoneInfo(law.zones[0])).date()
