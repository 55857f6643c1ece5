"""Who is forgotten leaves numbers behind, and no door open."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from reprise.apps.accounts.models import Customer, Membership, Person, SignInLink
from reprise.apps.accounts.services.forget import forget
from reprise.apps.accounts.tests.builders import a_member
from tests.support.builders import AT, a_customer, a_shop

LATER = AT + timedelta(days=900)


@pytest.mark.django_db
def test_a_forgotten_customer_is_a_number() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    alice = a_customer(shop.pk, name="Alice Martin", phone="0612", company="ACME")
    elsewhere = a_customer(other.pk, "alice@example.com", name="Alice Martin")
    forget(at=LATER, shop_id=shop.pk, customer_ids=[alice.pk, elsewhere.pk])
    row = str(Customer.objects.filter(pk=alice.pk).values())
    assert not any(word in row for word in ("alice", "Martin", "0612", "ACME"))
    assert Customer.objects.get(pk=alice.pk).erased_at == LATER
    assert Customer.objects.get(pk=elsewhere.pk).name == "Alice Martin"


@pytest.mark.django_db
def test_a_forgotten_customer_who_buys_again_is_somebody_new() -> None:
    shop = a_shop()
    alice = a_customer(shop.pk, "alice@example.com")
    forget(at=LATER, shop_id=shop.pk, customer_ids=[alice.pk])
    assert a_customer(shop.pk, "alice@example.com").pk != alice.pk


@pytest.mark.django_db
def test_a_forgotten_member_of_staff_cannot_come_in() -> None:
    ines = a_member(a_shop(), "ines").person
    ines.set_password("correct horse battery")
    ines.save()
    EmailAddress.objects.create(user=ines, email=ines.email, verified=True, primary=True)
    Authenticator.objects.create(user=ines, type=Authenticator.Type.TOTP, data={})
    forget(at=LATER, person_id=ines.pk)
    row = Person.objects.get(pk=ines.pk)
    assert "ines" not in str(Person.objects.values()).lower()
    assert not row.is_active
    assert not row.has_usable_password()
    assert not any(table.objects.exists() for table in (Membership, SignInLink, EmailAddress, Authenticator))
