"""The desk's list of withdrawal statements: what waits first, matched in one click, nothing refused or lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, Statement
from reprise.apps.cases.stated import stated
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.worker import work_off
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, ines
from reprise.workflows.withdrawal_statement.receive import declare

pytestmark = pytest.mark.django_db(transaction=True)  # a refused deed ends its own transaction


def said(shop: Shop, number: str) -> Statement:
    at = timezone.now() - timedelta(hours=1)
    bob = stated(name="Bob Martin", email="bob@example.com", order_number=number)
    statement = declare(actor=ines(shop.pk), said=bob, language="fr", at=at)
    work_off(at=timezone.now())
    return statement


def test_an_unmatched_statement_is_matched_in_one_click_with_its_date() -> None:
    order = an_order()
    statement = said(order.shop, "1001")
    desk = at_the_desk(somebody(order.shop, Role.AGENT))
    at = f"/fr/desk/{order.shop.slug}/withdrawals/"
    assert statement.reference in desk.get(at).content.decode()
    page = desk.get(f"{at}{statement.reference}/").content.decode()
    assert "Rattacher à #1001" in page
    line = order.lines.filter(type="product").get()
    answer = desk.post(
        f"{at}{statement.reference}/settle/", {"deed": "match", "order": order.pk, f"pieces-{line.pk}": "2"}
    )
    case = Case.objects.get()
    assert answer["Location"].endswith(f"/cases/{case.reference}/")
    assert case.opened_at == statement.received_at
    again = desk.post(f"{at}{statement.reference}/settle/", {"deed": "not_ours"})
    assert again.status_code == 409


def test_a_letter_nobody_took_is_seen_and_a_viewer_changes_nothing() -> None:
    shop = a_shop()
    statement = said(shop, "77")
    Mail.objects.update(state=Mail.State.FAILED)
    at = f"/fr/desk/{shop.slug}/withdrawals/"
    viewer = at_the_desk(somebody(shop, Role.VIEWER))
    assert "non remise" in viewer.get(at).content.decode()
    assert viewer.post(f"{at}{statement.reference}/settle/", {"deed": "not_ours"}).status_code == 403
    agent = at_the_desk(somebody(shop, Role.AGENT))
    assert agent.post(f"{at}{statement.reference}/settle/", {"deed": "double", "double_of": "x"}).status_code == 404
    assert agent.post(f"{at}{statement.reference}/settle/", {"deed": "match", "order": "999"}).status_code == 404
    assert agent.post(f"{at}{statement.reference}/settle/", {"deed": "not_ours"}).status_code == 302


def test_the_list_takes_as_many_queries_for_one_statement_as_for_many() -> None:
    shop = a_shop()
    desk = at_the_desk(somebody(shop, Role.AGENT))
    counts = []
    for number in range(4):
        said(shop, str(number))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            desk.get(f"/fr/desk/{shop.slug}/withdrawals/")
        counts.append(len(seen))
    assert counts[-1] <= counts[0] <= 30
