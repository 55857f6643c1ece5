"""Whatever rules a shop has written, checked or not, a customer is told and given no less than the law gives."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.cases.models import CaseLine
from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.rules import CONDITIONS, Cell, OneOf, Policy, Row, Said, TableName
from reprise.law.vocabulary import Basis, Outcome, Payer
from reprise.readmodels.assessment import AssessedRequest, assess_request, sale_of
from reprise.readmodels.composition import GRANTED
from reprise.readmodels.proposal import proposal_json
from reprise.readmodels.remedies import proposed_remedy
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import rights_card

if TYPE_CHECKING:
    from reprise.readmodels.legal_facts import Sale

pytestmark = pytest.mark.django_db

ORDERED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DELIVERED = date(2026, 11, 6)
RANK: Final = {"no": 0, "person": 1, "part": 2, "yes": 3}
HOSTILE: Final[tuple[tuple[TableName, dict[str, Said]], ...]] = (
    (TableName.ANSWER, {"verdict": "refuse"}),
    (TableName.ANSWER, {"verdict": "person", "question_fr": "Quoi ?", "question_en": "What?"}),
    (TableName.ANSWER, {"verdict": "accept", "automatic": True, "remedy": "store_credit", "goods": "return"}),
    (TableName.ANSWER, {"verdict": "accept", "automatic": True, "remedy": "partial_refund_keep", "goods": "keep"}),
    (TableName.ANSWER, {"verdict": "accept", "automatic": True, "remedy": "repair", "goods": "return"}),
    (TableName.WINDOW, {"days": 3, "return_cost_by": "buyer", "refunds_delivery": False, "restocking_percent": 80}),
    (TableName.WINDOW, {"days": 0}),
    (TableName.WINDOW, {"days": 90, "return_cost_by": "buyer", "restocking_percent": 50}),
    (TableName.EVIDENCE, {"photos": 9, "measure": True}),
    (TableName.DEDUCTION, {"percent": 90}),
    (TableName.CONTRACT, {"warranty_months": 0, "report_within_days": 0, "return_days": 0}),
    (TableName.SIGNAL, {"question_fr": "Qui ?", "question_en": "Who?"}),
)
WORDS: Final = ("claim", "kind", "buyer", "country", "asked_remedy", "law", "basis")


def hostile(luck: Random) -> Policy:
    """A policy no check would let through: rows of every table, most of them with one condition or none."""
    tables: dict[TableName, tuple[Row, ...]] = {}
    for number in range(luck.randint(1, 6)):
        table, then = luck.choice(HOSTILE)
        columns = [column for column in CONDITIONS[table] if column.name in WORDS]
        some = luck.sample(columns, min(len(columns), luck.choice((0, 0, 1, 1, 2))))
        when: dict[str, Cell] = {
            one.name: OneOf(frozenset(luck.sample(one.choices, luck.randint(1, 3)))) for one in some
        }
        row = Row(f"r{number}", when, then, "Non.", "No.")
        tables[table] = (*tables.get(table, ()), row)
    return Policy(tables=tables)


def requests(sale: "Sale", luck: Random) -> Iterator[tuple[Request, date]]:
    """Requests about the order: each claim, the remedies one may ask for, on days that count."""
    [line] = sale.lines
    for claim in ("withdraw", "defect", "wrong_item", "not_received"):
        asked = luck.choice(("", "refund", "repair", "replacement", "reprint"))
        passed = luck.choice((0, 5, 14, 15, 30, 200, 700, 800))
        wish = Wish(line.pk, 1, claim, asked_remedy=asked, opened=luck.random() < 0.5)
        yield Request((wish,), danger=False, language="fr"), DELIVERED + timedelta(days=passed)


def sales() -> list["Sale"]:
    """Orders of every kind of article and buyer, from here and abroad."""
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    PolicyVersion.objects.create(
        shop=shop, number=1, content=to_json(Policy()), in_force_from=date(2026, 1, 1), published_at=ORDERED,
        published_by="staff:1",
    )  # fmt: skip
    found = []
    for number, kind in enumerate(ProductKind):
        buyer, country = list(BuyerKind)[number % 3], ("FR", "ES", "DE")[number % 3 if number < 6 else 0]
        order = an_order(
            shop, ordered_at=ORDERED, delivered_on=DELIVERED, delivery_origin="carrier", buyer_kind=buyer.value,
            country=country, external_id=f"o{number}", number=f"N{number}",
        )  # fmt: skip
        a_line(order, position=1, quantity=1, paid_minor=10_000, kind=kind.value, name="Lamelle One")
        a_payment(order, captured_minor=10_000)
        found.append(sale_of(shop, order)[0])
    return found


def answer(sale: "Sale", policy: Policy, request: Request, today: date) -> AssessedRequest:
    return assess_request(sale=replace(sale, policy=policy), policy_number=1, request=request, today=today)


def test_no_rule_whatever_it_says_takes_from_what_the_law_gives() -> None:
    luck, granted = Random(20261126), 0  # noqa: S311  the same policies each time
    for sale in sales():
        for _ in range(10):
            policy = hostile(luck)
            for request, today in requests(sale, luck):
                alone, both = answer(sale, Policy(), request, today), answer(sale, policy, request, today)
                granted += no_less(alone, both, policy)
    assert granted > 60  # there was something to take away


def no_less(alone: AssessedRequest, both: AssessedRequest, policy: Policy) -> bool:
    """Assert that what stands is no less than the law alone; whether the law gave anything."""
    [law], [told] = alone.lines, both.lines
    assert law.assessment is not None
    assert told.assessment is not None
    about = f"{policy.tables} {told.wish} {law.assessment.decision} → {told.assessment.decision}"
    assert RANK[told.verdict] >= RANK[law.verdict], about
    assert rights_card(both, "fr").lines[0].verdict == told.verdict
    assert law.assessment.rights <= told.assessment.rights, about
    if law.assessment.decision not in GRANTED:
        return False
    due, ours = law.assessment.refund, told.assessment.refund
    if due is not None:
        assert ours is not None, about
        assert ours.minor >= due.minor, about
        assert both.delivery.minor >= alone.delivery.minor, about
    if law.assessment.refund_due is not None:
        assert told.assessment.refund_due is not None, about
        assert told.assessment.refund_due <= law.assessment.refund_due, about
    if law.assessment.return_cost_by is not Payer.BUYER:
        assert told.assessment.return_cost_by is not Payer.BUYER, about
    if told.wish.claim == "withdraw" and law.assessment.basis is Basis.WITHDRAWAL:
        assert not told.demand.photos, about
    brings_enough(both, law.assessment.outcome, about)
    return True


def brings_enough(both: AssessedRequest, outcome: Outcome, about: str) -> None:
    """What would be given, by a person or at once, is what the law gives."""
    [told] = both.lines
    line = CaseLine(
        ground=told.ground, claim=told.wish.claim, asked_remedy=told.wish.asked_remedy,
        product_kind=told.line.kind, proposal=proposal_json(both, told),
    )  # fmt: skip
    remedy = proposed_remedy(line)
    if outcome is Outcome.MONEY_BACK:
        assert remedy == "refund", about
    if outcome is Outcome.REPAIR_OR_REPLACEMENT:
        assert remedy not in {"store_credit", "partial_refund_keep", "price_reduction"}, about
        if told.wish.asked_remedy in {"repair", "replacement", "reprint"}:
            assert remedy == told.wish.asked_remedy, about
