"""Staff come, change and go; a shop keeps an owner."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Membership, Person, SignInLink
from reprise.apps.accounts.queries import members, moves_money, staff_actor
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.services.join_staff import invitation, join_staff
from reprise.apps.accounts.services.links import LinkSpent
from reprise.apps.accounts.services.staff import LastOwner, change_role, invite_staff, remove_staff
from reprise.apps.accounts.tests.builders import a_member, a_person, an_actor
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused


@pytest.mark.django_db
def test_an_invited_person_is_one_person_in_two_shops() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    invite_staff(actor=system(shop.pk), email="ines@example.com", role="agent", at=AT)
    invite_staff(actor=system(other.pk), email=" Ines@Example.com ", role="viewer", at=AT)
    assert Person.objects.count() == 1
    assert staff_actor(a_person().pk, shop.slug)[0].rights == RIGHTS[Role.AGENT]
    assert staff_actor(a_person().pk, other.slug)[0].rights == RIGHTS[Role.VIEWER]
    assert moves_money(a_person().pk)


@pytest.mark.django_db
def test_inviting_again_changes_the_role() -> None:
    shop = a_shop()
    a_member(shop, role=Role.VIEWER)
    a_member(shop, role=Role.MANAGER)
    assert [member.role for member in members(system(shop.pk))] == [Role.MANAGER]


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "role"), [("ines", "agent"), ("", "agent"), ("ines@example.com", "king")])
def test_an_invitation_that_makes_no_sense_is_refused(email: str, role: str) -> None:
    shop = a_shop()
    with refused(Invalid):
        invite_staff(actor=system(shop.pk), email=email, role=role, at=AT)
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_owners_manage_staff(role: Role) -> None:
    shop = a_shop()
    bob = a_member(shop, "bob")
    ines = an_actor(shop, "ines", role)
    with refused(Forbidden):
        invite_staff(actor=ines, email="eve@example.com", role="owner", at=AT)
    with refused(Forbidden):
        change_role(actor=ines, membership_id=bob.pk, role="owner")
    with refused(Forbidden):
        remove_staff(actor=ines, membership_id=bob.pk, at=AT)


@pytest.mark.django_db
def test_a_role_changes_what_may_be_done_at_once() -> None:
    shop = a_shop()
    olga = an_actor(shop, "olga", Role.OWNER)
    ines = a_member(shop, "ines", Role.AGENT)
    assert change_role(actor=olga, membership_id=ines.pk, role="viewer").role == Role.VIEWER
    assert not moves_money(ines.person_id)


@pytest.mark.django_db
def test_who_is_removed_works_here_no_more_and_their_links_are_spent() -> None:
    shop = a_shop()
    secret = invite_staff(actor=system(shop.pk), email="ines@example.com", role="agent", at=AT)
    ines = Membership.objects.get()
    remove_staff(actor=system(shop.pk), membership_id=ines.pk, at=AT)
    with refused(NotFound):
        staff_actor(ines.person_id, shop.slug)
    with refused(LinkSpent):
        invitation(secret=secret, at=AT)
    with refused(LinkSpent):
        join_staff(secret=secret, name="Inès", password="", language="fr", at=AT)


@pytest.mark.django_db
def test_the_last_owner_stays() -> None:
    shop = a_shop()
    olga = a_member(shop, "olga", Role.OWNER)
    actor = system(shop.pk)
    with refused(LastOwner):
        remove_staff(actor=actor, membership_id=olga.pk, at=AT)
    with refused(LastOwner):
        change_role(actor=actor, membership_id=olga.pk, role="manager")
    with refused(LastOwner):
        invite_staff(actor=actor, email="olga@example.com", role="viewer", at=AT)
    oscar = a_member(shop, "oscar", Role.OWNER)
    remove_staff(actor=actor, membership_id=olga.pk, at=AT)
    with refused(LastOwner):
        remove_staff(actor=actor, membership_id=oscar.pk, at=AT)


@pytest.mark.django_db
def test_staff_of_another_shop_are_out_of_reach() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    stranger = a_member(other, "stranger")
    olga = an_actor(shop, "olga", Role.OWNER)
    with refused(NotFound):
        change_role(actor=olga, membership_id=stranger.pk, role="owner")
    with refused(NotFound):
        remove_staff(actor=olga, membership_id=stranger.pk, at=AT)
    assert list(members(olga).values_list("person__email", flat=True)) == ["olga@example.com"]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_at_the_same_moment_leave_one() -> None:
    shop = a_shop()
    owners = [a_member(shop, name, Role.OWNER).pk for name in ("olga", "oscar")]

    def remove(number: int) -> None:
        remove_staff(actor=system(shop.pk), membership_id=owners[number], at=AT)

    assert len(at_once(remove, people=2, unless=LastOwner)) == 1


@pytest.mark.django_db(transaction=True)
def test_invited_by_two_shops_at_the_same_moment_is_one_person() -> None:
    shops = [a_shop(f"shop-{number}").pk for number in range(4)]

    def invite(number: int) -> str:
        return invite_staff(actor=system(shops[number]), email="ines@example.com", role="agent", at=AT)

    assert len(set(at_once(invite, people=4))) == 4
    assert Person.objects.count() == 1
    assert SignInLink.objects.count() == 4
