"""Nobody tries order numbers without end."""

import pytest
from django.test import Client

from reprise.apps.accounts.services.create_shop import create_shop
from reprise.platform.jobs.models import Job
from reprise.web.portal.finding import LOOK_UPS_AN_HOUR

pytestmark = pytest.mark.django_db(transaction=True)
FIND = "/en/s/atelier-lamelle/find/"
CASES = "/en/s/atelier-lamelle/cases/"


def test_the_look_ups_of_one_network_address_are_limited() -> None:
    create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    for number in range(LOOK_UPS_AN_HOUR + 1):
        tried = {"number": f"AL-{number}", "email": f"guess{number}@example.com"}
        response = Client().post(FIND, tried, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert b"That was asked too often" in response.content
    assert Job.objects.filter(kind="order_link.send").count() == LOOK_UPS_AN_HOUR
    elsewhere = Client().post(FIND, tried, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_whoever_asks_in_somebody_s_name_is_refused_and_locks_nobody_else_out() -> None:
    create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    for page in (FIND, CASES):
        for number in range(11):
            tried = {"number": f"AL-{number}", "email": "alice@example.com"}
            response = Client().post(page, tried, REMOTE_ADDR="192.0.2.1")
        assert b"That was asked too often" in response.content
        assert Client().post(page, tried, REMOTE_ADDR="198.51.100.7").status_code == 302
