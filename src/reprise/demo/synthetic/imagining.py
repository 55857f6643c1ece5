"""One imagined request after another, from a seed: who bought what, when, and what they ask. Pure, no database."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Final, TypeVar

from reprise.demo.synthetic.assortment import (
    ARTICLES,
    BUYERS,
    CHANNELS,
    CLAIMS,
    COUNTRIES,
    FAULTS,
    FIRST_NAMES,
    LAST_NAMES,
    REMEDIES,
    Article,
)

T = TypeVar("T")
DAYS: Final = 730  # how far back the history goes
LINES: Final = {1: 78, 2: 16, 3: 6}  # how many lines an order has
TWO_ASKED: Final = 0.2  # how often two lines of an order are asked about at once
BUSY_MONTHS: Final = {1: 1.5, 11: 1.2, 12: 1.3, 7: 0.8, 8: 0.7}


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who buys; the same number is the same person."""

    number: int
    name: str
    email: str
    country: str
    kind: str

    @property
    def language(self) -> str:
        """The language they are written to in."""
        return "fr" if self.country in {"FR", "BE", "LU"} else "en"


@dataclass(frozen=True, slots=True)
class Bought:
    """One line of an order; money in minor units."""

    article: Article
    quantity: int
    paid: int
    second_hand: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about one line."""

    line: int
    quantity: int
    claim: str
    reason: str
    remedy: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Imagined:
    """An order and, where something is asked about it, the request."""

    number: int
    buyer: Buyer
    ordered_at: datetime
    fulfilled_on: date | None
    delivered_on: date | None
    promised_on: date
    lines: tuple[Bought, ...]
    delivery: int
    opened_at: datetime
    channel: str
    danger: bool
    asked: tuple[Asked, ...]


def imagine(*, seed: int, start: int, count: int, until: date) -> Iterator[Imagined]:
    """Requests number `start` onwards of a history of `count`, oldest first; the same seed, the same history."""
    days = _days(until)
    total = days[-1][1]
    for n in range(count):
        luck = Random(f"{seed}:{start + n}")  # noqa: S311  # a history, not a secret
        share = total * (n + luck.random()) / count
        day = next(day for day, upto in days[_place(days, share) :] if share <= upto)
        yield _one(luck, start + n, day, _crowd(count))


def _days(until: date) -> list[tuple[date, float]]:
    """Each day with the weight of all days up to it: growing, busier in winter, quiet on Sundays."""
    past = [until - timedelta(days=n) for n in range(DAYS, 0, -1)]
    weights = [
        (0.5 + n / DAYS) * BUSY_MONTHS.get(day.month, 1.0) * (0.5 if day.weekday() == 6 else 1.0)
        for n, day in enumerate(past)
    ]
    return list(zip(past, accumulate(weights), strict=True))


def _place(days: list[tuple[date, float]], share: float) -> int:
    low, high = 0, len(days) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if days[middle][1] < share else (low, middle)
    return low


def _crowd(count: int) -> int:
    return max(20, int(count * 0.7))


def _one(luck: Random, number: int, day: date, crowd: int) -> Imagined:
    buyer = _buyer(luck, crowd)
    lines = tuple(_bought(luck) for _ in range(_pick(luck, LINES)))
    asked = _asked(luck, lines)
    opened_at = datetime.combine(day, time(luck.randint(6, 20), luck.randrange(60)), UTC)
    here, days = _delivered(luck, asked[0].claim)
    sent = here or luck.random() < 0.7
    ordered = day - timedelta(days=days + luck.randint(2, 8))
    return Imagined(
        number=number, buyer=buyer,
        ordered_at=datetime.combine(ordered, time(luck.randint(6, 21), luck.randrange(60)), UTC),
        fulfilled_on=ordered + timedelta(days=1) if sent else None,
        delivered_on=day - timedelta(days=days) if here else None,
        promised_on=ordered + timedelta(days=7), lines=lines, delivery=luck.choice((490, 590, 690, 0)),
        opened_at=opened_at, channel=_pick(luck, CHANNELS),
        danger=any(each.reason == "electrical_safety" for each in asked), asked=asked,
    )  # fmt: skip


def _buyer(luck: Random, crowd: int) -> Buyer:
    """A few buy often, most buy once."""
    number = int(crowd * luck.random() ** 1.7)
    who = Random(number)  # noqa: S311  # the same person each time
    name = f"{who.choice(FIRST_NAMES)} {who.choice(LAST_NAMES)}"
    return Buyer(number, name, f"client{number}@synthetic.invalid", _pick(who, COUNTRIES), _pick(who, BUYERS))


def _bought(luck: Random) -> Bought:
    article = luck.choices(ARTICLES, [article.weight for article in ARTICLES])[0]
    quantity = 1 if article.most == 1 else min(article.most, 1 + int(luck.expovariate(0.9)))
    least, most = article.price
    piece = round(math.exp(luck.uniform(math.log(least), math.log(most))) / 10) * 10
    used = luck.random() < article.second_hand
    return Bought(article, quantity, (piece // 2 if used else piece) * quantity, used)


def _asked(luck: Random, lines: tuple[Bought, ...]) -> tuple[Asked, ...]:
    first = _ask(luck, 0, lines[0], "")
    if len(lines) == 1 or luck.random() >= TWO_ASKED:
        return (first,)
    return (first, _ask(luck, 1, lines[1], first.claim))


def _ask(luck: Random, place: int, line: Bought, claim: str) -> Asked:
    kind = line.article.kind
    claim = claim if claim in CLAIMS[kind] else _pick(luck, CLAIMS[kind])
    is_fault = claim == "defect"
    reason = _pick(luck, FAULTS[kind]) if is_fault else {"wrong_item": "wrong_item"}.get(claim, "")
    remedy = _pick(luck, REMEDIES) if is_fault or claim == "wrong_item" else ""
    opened = kind in {"filament", "resin"} and luck.random() < (0.35 if claim == "withdraw" else 0.9)
    quantity = line.quantity if luck.random() < 0.6 else luck.randint(1, line.quantity)
    return Asked(place, quantity, claim, reason, remedy, opened)


def _delivered(luck: Random, claim: str) -> tuple[bool, int]:
    """Whether the goods are there, and how many days before the request they came, or should have come."""
    if claim in {"not_received", "late_delivery"}:
        return luck.random() < 0.15, luck.randint(3, 25)
    if luck.random() < 0.01:
        return False, luck.randint(1, 9)
    if claim == "withdraw":
        late = luck.random()
        days = luck.randint(31, 70) if late < 0.05 else luck.randint(15, 30) if late < 0.16 else 14
        return True, days if days > 14 else min(14, int(luck.expovariate(1 / 6)))
    if luck.random() < 0.65:
        return True, min(60, int(luck.expovariate(1 / 11)))
    return True, min(900, int(luck.expovariate(1 / 170)))


def _pick(luck: Random, weights: Mapping[T, int]) -> T:
    return luck.choices(list(weights), list(weights.values()))[0]
