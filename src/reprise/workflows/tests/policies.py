"""Policies of the tests: rows as a shop would write them."""

from datetime import date
from typing import Any

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import Between, Cell, Is, OneOf, Policy, Row, TableName
from tests.support.builders import AT


def one_of(*words: str) -> OneOf:
    """One of these words."""
    return OneOf(frozenset(words))


def at_most(most: int) -> Between:
    """A number or an amount up to this one."""
    return Between(None, most)


def at_least(least: int) -> Between:
    """A number or an amount from this one on."""
    return Between(least, None)


def row(row_id: str, when: dict[str, Cell] | None = None, *, fr: str = "", en: str = "", **then: Any) -> Row:
    """A row that says something when all of its conditions hold."""
    return Row(row_id, when or {}, then, note_fr=fr, note_en=en)


#: Small faulty prints are printed again at once, when two photos show them.
REPRINT_SMALL = row(
    "a4", {"claim": one_of("defect"), "value_minor": at_most(3_000), "photos": at_least(2)},
    verdict="accept", automatic=True, remedy="reprint", goods="keep", fr="Les petites pièces sont réimprimées.",
    en="Small parts are printed again.",
)  # fmt: skip
TWO_PHOTOS = row("e1", {"claim": one_of("defect")}, photos=2, shots="overview closeup")
MANY_RETURNS = row(
    "s1", {"returns_12m": at_least(2)}, question_fr="Faut-il appeler le client avant de répondre ?",
    question_en="Should somebody call the customer before we answer?",
)  # fmt: skip
SAFE = Is(value=False)


def policy(**tables: tuple[Row, ...]) -> Policy:
    """A policy of these tables."""
    return Policy(tables={TableName(name): rows for name, rows in tables.items()})


def publish(shop: Shop, **tables: tuple[Row, ...]) -> int:
    """Put it in force, long before the orders of the tests and whatever its check would say; its number."""
    before, begins = PolicyVersion.objects.filter(shop=shop), date(2026, 10, 1)
    number = before.count() + 1
    before.filter(in_force_from__gt=begins).update(in_force_from=begins)  # none begins before the one before it
    PolicyVersion.objects.create(
        shop=shop, number=number, content=to_json(policy(**tables)), in_force_from=begins, published_at=AT,
        published_by="staff:1",
    )  # fmt: skip
    return number
