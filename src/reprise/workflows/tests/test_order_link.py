"""The way to one's order tells nobody whether there is one."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.services.budget import TooMany
from reprise.apps.accounts.services.links import LinkSpent
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.worker import work_off
from reprise.workflows.order_link import LINKS_AN_HOUR, ask_for_order_link, open_order
from reprise.workflows.tests.builders import a_shop, an_order
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db(transaction=True)


def mailed_secret() -> str:
    """The secret in the last letter."""
    found = re.search(r"/order/([^/\s]+)/", Mail.objects.order_by("-id")[0].text)
    assert found
    return found.group(1)


def test_the_link_of_an_order_is_mailed_and_opens_it_once() -> None:
    order = an_order()
    ask_for_order_link(shop=order.shop, number=" 1001 ", email="Alice@Example.com", language="en", at=AT)
    work_off(at=AT)
    mail = Mail.objects.get()
    assert (mail.letter, mail.to, mail.language) == ("order_link", "alice@example.com", "en")
    opened, shop = open_order(secret=mailed_secret(), at=LATER - timedelta(minutes=1))
    assert (opened, shop) == (order, order.shop)
    with refused(LinkSpent):
        open_order(secret=mailed_secret(), at=LATER - timedelta(minutes=1))


def test_a_link_that_is_too_old_is_spent() -> None:
    order = an_order()
    ask_for_order_link(shop=order.shop, number="#1001", email="alice@example.com", language="fr", at=AT)
    work_off(at=AT)
    with refused(LinkSpent):
        open_order(secret=mailed_secret(), at=LATER)


@pytest.mark.parametrize(("number", "email"), [("9999", "alice@example.com"), ("1001", "bob@example.com"), ("", "")])
def test_what_is_not_found_is_done_alike_and_mails_nothing(number: str, email: str) -> None:
    order = an_order()
    counts = []
    ways = ((number, email), ("1001", "alice@example.com"))
    for asked in ways:  # the first question of an address opens its budget
        ask_for_order_link(shop=order.shop, number="1", email=asked[1], language="fr", at=AT)
    for asked in ways:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask_for_order_link(shop=order.shop, number=asked[0], email=asked[1], language="fr", at=AT)
        counts.append([sql["sql"].split(" ")[0] for sql in queries])
    assert counts[0] == counts[1]
    Job.objects.order_by("-id")[0].delete()
    work_off(at=AT)
    assert not Mail.objects.exists()


def test_an_order_of_another_shop_is_not_found() -> None:
    an_order()
    ask_for_order_link(shop=a_shop("atelier-voisin"), number="1001", email="alice@example.com", language="fr", at=AT)
    work_off(at=AT)
    assert not Mail.objects.exists()


def test_one_address_is_asked_for_so_often_only() -> None:
    shop = a_shop()
    for _ in range(LINKS_AN_HOUR):
        ask_for_order_link(shop=shop, number="1", email="bob@example.com", language="fr", at=AT)
    with refused(TooMany):
        ask_for_order_link(shop=shop, number="1", email="BOB@example.com", language="fr", at=AT)
    ask_for_order_link(shop=shop, number="1", email="alice@example.com", language="fr", at=AT)


def test_one_address_gets_so_many_letters_only_from_wherever_they_are_asked_for() -> None:
    order = an_order()
    for number in range(LINKS_AN_HOUR + 3):
        ask_for_order_link(
            shop=order.shop, number="1001", email="alice@example.com", language="fr", network=f"192.0.2.{number}", at=AT
        )
    work_off(at=AT)
    assert Mail.objects.count() == LINKS_AN_HOUR
