from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction

from reprise.apps.cases.models import Authorisation, NumberSeries
from reprise.apps.cases.queries import authorisation_of
from reprise.apps.cases.services.authorise import authorise
from reprise.apps.cases.services.next_number import next_number
from reprise.apps.cases.tests.builders import a_case, a_reader, alice, ines
from reprise.core.refusals import Forbidden, Invalid, Refusal
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def test_an_authorisation_has_a_number_of_the_shop_s_year() -> None:
    case = a_case()
    first = authorise(
        case=case, shop=case.shop, expires_on=TODAY, return_paid_by="buyer", packing=[], actor=ines(case), at=AT
    )
    assert first.number == "RMA-2026-00001"
    assert authorisation_of(case) == first


def test_a_new_authorisation_replaces_the_one_before() -> None:
    case = a_case()
    for day in (TODAY, TODAY + timedelta(days=14)):
        last = authorise(
            case=case, shop=case.shop, expires_on=day, return_paid_by="seller", packing=[], actor=ines(case), at=AT
        )
    assert last.number == "RMA-2026-00002"
    assert authorisation_of(case) == last
    assert Authorisation.objects.filter(voided_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("day", "payer", "field"),
    [(TODAY - timedelta(days=1), "buyer", "expires_on"), (TODAY, "carrier", "return_paid_by")],
)
def test_a_day_that_is_past_and_an_unknown_payer_are_refused(day: date, payer: str, field: str) -> None:
    case = a_case()
    with refused(Invalid) as caught:
        authorise(case=case, shop=case.shop, expires_on=day, return_paid_by=payer, packing=[], actor=ines(case), at=AT)
    assert caught.value.field == field


def test_customers_and_readers_do_not_authorise() -> None:
    case = a_case()
    for actor in (alice(case), a_reader(case)):
        with refused(Forbidden):
            authorise(
                case=case, shop=case.shop, expires_on=TODAY, return_paid_by="buyer", packing=[], actor=actor, at=LATER
            )


def test_a_number_is_given_back_when_the_deed_is_undone() -> None:
    shop = a_shop()
    assert next_number(shop_id=shop.pk, series="RMA", year=2026) == "RMA-2026-00001"
    with suppress(Refusal), transaction.atomic():
        next_number(shop_id=shop.pk, series="RMA", year=2026)
        raise Refusal
    assert next_number(shop_id=shop.pk, series="RMA", year=2026) == "RMA-2026-00002"


def test_each_year_and_shop_counts_for_itself() -> None:
    shop, other = a_shop(), a_shop("atelier-voisin")
    given = [
        next_number(shop_id=one.pk, series="RMA", year=year) for one in (shop, other) for year in (2026, 2026, 2027)
    ]
    assert given == 2 * ["RMA-2026-00001", "RMA-2026-00002", "RMA-2027-00001"]
    assert NumberSeries.objects.count() == 4
