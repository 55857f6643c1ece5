import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, customer_of_order
from reprise.apps.accounts.rights import Right
from reprise.apps.evidence.queries import evidence_for, evidence_of, file_for, files_for
from reprise.apps.evidence.services.attach import attach
from reprise.apps.evidence.tests.builders import a_case, a_file, alice, staff
from reprise.core.refusals import NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_before_there_is_a_case_only_who_proved_the_order_opens_the_picture() -> None:
    shop = a_shop()
    file = a_file(customer_of_order(shop.pk, 7, "Alice"))
    assert file_for(customer_of_order(shop.pk, 7, "Alice"), file.pk) == file
    assert files_for(customer_of_order(shop.pk, 7, "Alice"), [file.pk]) == [file]
    for stranger in (
        customer_of_order(shop.pk, 8, "Bruno"),
        customer_of_case(shop.pk, 7, "Bruno"),  # the same number, another person
        customer_of_order(a_shop("bois-et-fil").pk, 7, "Bruno"),
    ):
        with refused(NotFound):
            file_for(stranger, file.pk)
        with refused(NotFound):
            files_for(stranger, [file.pk])


def test_on_a_case_its_customer_sees_what_staff_added_and_nobody_else_s() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    file = a_file(staff(shop))
    piece = attach(actor=staff(shop), case=case, file=file, at=AT)
    assert file_for(alice(case), file.pk) == file
    assert evidence_for(alice(case), piece.pk) == piece
    assert [found.pk for found in evidence_of(alice(case), case.pk)] == [piece.pk]
    with refused(NotFound):
        file_for(alice(other), file.pk)
    with refused(NotFound):
        evidence_for(alice(other), piece.pk)
    assert evidence_of(alice(other), case.pk) == []


def test_staff_open_what_is_their_shop_s() -> None:
    shop, elsewhere = a_shop(), a_shop("bois-et-fil")
    file = a_file(alice(a_case(shop)))
    assert file_for(staff(shop), file.pk) == file
    with refused(NotFound):
        file_for(staff(elsewhere), file.pk)


def test_a_machine_that_may_not_read_cases_opens_what_it_uploaded_only() -> None:
    shop = a_shop()
    machine = Actor(ActorKind.TOKEN, shop.pk, frozenset({Right.ORDERS_READ}), "shop", token_id=3)
    own, other = a_file(machine), a_file(staff(shop))
    assert file_for(machine, own.pk) == own
    with refused(NotFound):
        file_for(machine, other.pk)
