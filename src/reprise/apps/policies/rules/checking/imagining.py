"""Situations a row stands for, from its own cells: claims, kinds, buyers, countries, at the day that counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final

from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.checking.law_says import TRANSIT, Imagined
from reprise.apps.policies.rules.vocabulary import Brings
from reprise.law.jurisdictions import known_countries, law_making_countries
from reprise.law.products import MADE_FOR_THE_BUYER, OPENED_ITEM
from reprise.law.vocabulary import Claim

#: Orders of a whole week: whether a last day is a Saturday makes it later.
_WEEK: Final = 7
#: Days after the delivery about which the time to withdraw ends: on its own, and where the buyer was not told.
_LAST_DAYS: Final = (range(14, 46), range(365, 420))
_LONG: Final = 60  # days after the order at which goods that have not come are late anywhere
_FAULTY: Final = frozenset({Claim.DEFECT.value, Claim.WRONG_ITEM.value})
_ASKED: Final = tuple(word.value for word in Brings)
_NOT_HERE: Final = frozenset({Claim.LATE_DELIVERY.value, Claim.NOT_RECEIVED.value})


@dataclass(frozen=True, slots=True)
class Imagination:
    """Imagines requests for rows of a shop; the policy counts for orders from `day` on."""

    country: str
    day: date

    def of(
        self, when: Mapping[str, Cell], claims: frozenset[str] | None = None, buyers: frozenset[str] | None = None,
        *, at_home: bool = False,
    ) -> Iterator[Imagined]:  # fmt: skip
        """Requests within a row's cells, the most usual first; only these claims and buyers where they are given.

        `at_home`: a row that names no country is about a buyer of the shop's own.
        """
        wanted = [claim for claim in _words(when, "claim", Claim) if claims is None or claim in claims]
        who = [buyer for buyer in _words(when, "buyer", BuyerKind) if buyers is None or buyer in buyers]
        moments = {claim: (list(self._times(when, claim)), _asked(when, claim)) for claim in wanted}
        articles = _articles(when)
        countries = self._countries(when)
        if at_home and "country" not in when and self.country in countries:
            countries = [self.country]
        for country, buyer, claim in product(countries, who, wanted):
            times, asks = moments[claim]
            for (ordered, since_delivery, since_order), asked, (kind, opened, used) in product(times, asks, articles):
                yield Imagined(country, buyer, claim, kind, ordered, opened, used, since_delivery, since_order, asked)

    def _countries(self, when: Mapping[str, Cell]) -> list[str]:
        """The shop's own country first: that is where most of its buyers live."""
        found = _words(when, "country", known_countries() if "country" in when else law_making_countries())
        return sorted(found, key=lambda country: country != self.country)

    def _times(self, when: Mapping[str, Cell], claim: str) -> Iterator[tuple[date, int | None, int]]:
        """The order's day and the days passed since delivery and order; the first day a row counts is the strongest."""
        delivered, ordered = _bounds(when, "days_since_delivery"), _bounds(when, "days_since_order")
        if claim in _NOT_HERE:
            waited = max(ordered[0], _LONG) if ordered[1] is None else ordered[1]
            if "days_since_delivery" not in when:
                yield self._order_day(when, 0), None, waited
            return
        passed = delivered[0]
        waited = max(ordered[0], passed + TRANSIT)
        if ordered[1] is not None and waited > ordered[1]:
            waited = ordered[1]
        if waited < passed:
            return  # delivered before it was ordered: nobody can be in that situation
        week = _WEEK if claim == Claim.WITHDRAW and any(passed in last for last in _LAST_DAYS) else 1
        for later in range(week):
            yield self._order_day(when, later), passed, waited

    def _order_day(self, when: Mapping[str, Cell], later: int) -> date:
        cell = when.get("ordered")
        day = self.day
        if isinstance(cell, Days):
            day = max(cell.first or day, day) if cell.last is None or cell.last >= day else cell.first or cell.last
            if cell.last is not None:
                return min(day + timedelta(days=later), cell.last)
        return day + timedelta(days=later)


def _words(when: Mapping[str, Cell], name: str, known: object) -> list[str]:
    everything = [str(word) for word in known]  # type: ignore[attr-defined]  # an enumeration or a tuple
    cell = when.get(name)
    if not isinstance(cell, OneOf):
        return everything
    return [word for word in everything if (word in cell.values) is not cell.but]


def _articles(when: Mapping[str, Cell]) -> list[tuple[str, bool, bool]]:
    """Each kind, sealed and opened, new and used, as far as the row takes it and law tells it apart."""
    kinds, opened, used = _words(when, "kind", ProductKind), _flags(when, "opened"), _flags(when, "second_hand")
    found = (
        (kind, one and kind in OPENED_ITEM, other and kind not in MADE_FOR_THE_BUYER)
        for kind, one, other in product(kinds, opened, used)
    )
    return list(dict.fromkeys(found))


def _flags(when: Mapping[str, Cell], name: str) -> tuple[bool, ...]:
    cell = when.get(name)
    return (cell.value,) if isinstance(cell, Is) else (False, True)


def _bounds(when: Mapping[str, Cell], name: str) -> tuple[int, int | None]:
    cell = when.get(name)
    return (cell.least or 0, cell.most) if isinstance(cell, Between) else (0, None)


def _asked(when: Mapping[str, Cell], claim: str) -> tuple[str, ...]:
    """What the buyer asks for, where the row looks at it."""
    cell = when.get("asked_remedy")
    if not isinstance(cell, OneOf):
        return ("",)
    words = tuple(word for word in _ASKED if (word in cell.values) is not cell.but)
    return words if claim in _FAULTY else words[:1]
