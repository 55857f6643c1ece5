"""Whoever leaves is signed out everywhere; whoever was invited can be invited again, and only by the newest link."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Person
from reprise.apps.accounts.queries import open_invitations
from reprise.apps.accounts.services.join_staff import invitation, join_staff
from reprise.apps.accounts.services.links import LinkSpent
from reprise.apps.accounts.services.staff import InAlready, invite_again, invite_staff, remove_staff
from reprise.apps.accounts.tests.builders import a_member, a_person
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_every_session_of_who_is_removed_ends() -> None:
    shop = a_shop()
    member = a_member(shop)
    before = a_person().get_session_auth_hash()
    remove_staff(actor=system(shop.pk), membership_id=member.pk, at=AT)
    assert a_person().get_session_auth_hash() != before


def test_nobody_else_s_session_ends() -> None:
    shop = a_shop()
    member = a_member(shop)
    a_member(shop, "marc")
    before = Person.objects.get(email="marc@example.com").get_session_auth_hash()
    remove_staff(actor=system(shop.pk), membership_id=member.pk, at=AT)
    assert Person.objects.get(email="marc@example.com").get_session_auth_hash() == before


def test_a_new_link_makes_the_one_before_void() -> None:
    shop = a_shop()
    house = system(shop.pk)
    first = invite_staff(actor=house, email="ines@example.com", role="agent", at=AT)
    member, second = invite_again(actor=house, membership_id=a_person().memberships.get().pk, at=AT)
    assert list(open_invitations(house, AT)) == [member.person_id]
    assert invitation(secret=second, at=AT).person == member.person
    with pytest.raises(LinkSpent):
        invitation(secret=first, at=AT)


def test_who_came_in_needs_no_link() -> None:
    shop = a_shop()
    house = system(shop.pk)
    secret = invite_staff(actor=house, email="ines@example.com", role="agent", at=AT)
    join_staff(secret=secret, name="Inès", password="correct horse battery", language="fr", at=AT)
    with pytest.raises(InAlready):
        invite_again(actor=house, membership_id=a_person().memberships.get().pk, at=AT)
