"""A shop, its staff and what they hold, for the tests of this app."""

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.staff import invite_staff
from tests.support.builders import AT


def a_member(shop: Shop, name: str = "ines", role: Role = Role.AGENT) -> Membership:
    """Somebody of the shop's staff."""
    invite_staff(actor=system(shop.pk), email=f"{name}@example.com", role=role, name=name.title(), at=AT)
    return Membership.objects.get(shop=shop, person__email=f"{name}@example.com")


def an_actor(shop: Shop, name: str = "ines", role: Role = Role.AGENT) -> Actor:
    """Somebody of the shop's staff, acting."""
    return staff_actor(a_member(shop, name, role).person_id, shop.slug)[0]


def a_person(email: str = "ines@example.com") -> Person:
    """Somebody who has an account."""
    return Person.objects.get(email=email)
