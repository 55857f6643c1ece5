"""The numbers a batch needs before it is written: timelines tell them, and no two are the same."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from reprise.apps.cases.services.next_numbers import next_numbers
from reprise.apps.payments.services.keep_past_refunds import note_numbers
from reprise.core.references import ALPHABET
from reprise.readmodels.clocks import day_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.demo.synthetic.living import Lived


@dataclass(frozen=True, slots=True)
class Numbers:
    """Return numbers by request; refunds with their notes by request and line."""

    returns: dict[int, str]
    refunds: dict[tuple[int, int], tuple[uuid.UUID, str]]


def numbered(shop: "Shop", lived: "Sequence[Lived]") -> Numbers:
    """Take the numbers of a batch from the shop's series, in the order of the deeds."""
    repaid = [
        (fate.repaid_at, one, place) for one in lived for place, fate in enumerate(one.fates) if fate.repaid_at
    ]  # fmt: skip
    repaid.sort(key=lambda each: each[0])
    notes = note_numbers(shop=shop, days=[day_of(shop, at) for at, _, _ in repaid])
    refunds = {
        (one.imagined.number, place): (_uuid(one, place), note)
        for note, (_, one, place) in zip(notes, repaid, strict=True)
    }
    sent = [(one.authorised_at, one) for one in lived if one.authorised_at]
    returns: dict[int, str] = {}
    for year in sorted({at.year for at, _ in sent}):
        of_year = [one for at, one in sent if at.year == year]
        numbers = next_numbers(shop_id=shop.pk, series="RMA", year=year, count=len(of_year))
        returns |= {one.imagined.number: number for one, number in zip(of_year, numbers, strict=True)}
    return Numbers(returns, refunds)


def reference(shop_id: int, seed: int, number: int) -> str:
    """The reference of an imagined case; the same seed in the same shop, the same reference."""
    luck = Random(f"{shop_id}:{seed}:{number}:reference")  # noqa: S311  # nobody's secret
    letters = "".join(luck.choices(ALPHABET, k=8))
    return f"RP-{letters[:4]}-{letters[4:]}"


def _uuid(one: "Lived", place: int) -> uuid.UUID:
    luck = Random(f"{one.key}:{place}:refund")  # noqa: S311  # nobody's secret
    return uuid.UUID(bytes=luck.randbytes(16), version=4)
