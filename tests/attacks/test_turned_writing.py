"""Writing that hides or turns what stands beside it is kept as what can be read of it."""

from datetime import timedelta

import pytest
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_shop, now

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/lamelle/orders/new/"


@pytest.fixture
def owner() -> Client:
    return at_the_desk(somebody(a_shop(), Role.OWNER))


def typed(**more: str) -> dict[str, str]:
    """An order as it stands on an invoice."""
    day = (now() - timedelta(days=5)).date().isoformat()
    return {
        "number": "F-12", "ordered_on": day, "name_1": "Dryer", "quantity_1": "1", "paid_1": "12,90",
        "name": "Alice Martin", "email": "alice@example.com", "language": "en", "country": "FR",
        "buyer_kind": "consumer", **more,
    }  # fmt: skip


def test_a_name_that_turns_what_follows_is_kept_without_its_turn(owner: Client) -> None:
    sent = typed(name="Alice \u202enitraM", name_1="Dr\u200byer", number="F-\u206612")
    assert owner.post(PAGE, sent).status_code == 302
    order = Order.objects.get()
    assert (order.number, order.shipping["name"], order.lines.get().name) == ("F-12", "Alice nitraM", "Dryer")


@pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction, and its page is drawn after that
@pytest.mark.parametrize("field", ["number", "name_1"])
def test_what_nobody_can_see_is_no_number_and_no_article(owner: Client, field: str) -> None:
    assert owner.post(PAGE, typed(**{field: "\u200b\u2060"})).status_code == 422
    assert not Order.objects.exists()


@pytest.mark.parametrize("name", ["Παπαδοπούλου Αικατερίνη", "مرحبا بالعالم", "張偉", "Ω" * 60, "O’Brien 👩‍👩‍👧"])
def test_every_writing_of_the_world_is_a_name(owner: Client, name: str) -> None:
    assert owner.post(PAGE, typed(name=name)).status_code == 302
    assert Order.objects.get().shipping["name"].replace("\u200d", "") == name.replace("\u200d", "")
