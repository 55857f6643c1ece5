"""After a publication a new order follows the new rows, and an old one those of its day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import rights_card

pytestmark = pytest.mark.django_db

BEGUN, NEXT = date(2026, 10, 1), date(2026, 11, 10)


def a_window(days: int) -> Policy:
    return Policy(tables={TableName.WINDOW: (Row("w1", {}, {"days": days, "return_cost_by": "buyer"}),)})


@pytest.mark.parametrize(("hour", "number", "verdict"), [
    (datetime(2026, 11, 9, 22, 59, tzinfo=UTC), 1, "no"),  # one minute to midnight in Paris
    (datetime(2026, 11, 9, 23, 0, tzinfo=UTC), 2, "yes"),
])  # fmt: skip
def test_the_day_of_the_order_decides_whose_rows_count(hour: datetime, number: int, verdict: str) -> None:
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    house = system(shop.pk)
    for day, days in ((BEGUN, 30), (NEXT, 60)):
        publish_policy(
            actor=house, policy=a_window(days), in_force_from=day, today=BEGUN,
            at=datetime(2026, 10, 1, tzinfo=UTC), knowing=True,
        )  # fmt: skip
    delivered = date(2026, 11, 12)
    order = an_order(shop, ordered_at=hour, delivered_on=delivered, delivery_origin="carrier")
    a_line(order, position=1, quantity=1, paid_minor=10_000, kind="printer", name="Lamelle One")
    a_payment(order, captured_minor=10_000)
    sale, of_that_day = sale_of(shop, order)
    asked = assess_request(
        sale=sale, policy_number=of_that_day, today=delivered + timedelta(days=45),
        request=Request((Wish(order.lines.get().pk, 1, "withdraw"),), danger=False, language="fr"),
    )  # fmt: skip
    card = rights_card(asked, "fr")
    assert (card.policy_number, card.lines[0].verdict) == (number, verdict)
