"""People of a shop's staff, signed in."""

from allauth.mfa.models import Authenticator
from django.test import Client

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Role


def somebody(shop: Shop, role: Role, email: str = "") -> Person:
    """Somebody of the staff with a role."""
    person = Person.objects.create_user(email or f"{role}@example.com", name=role.value.capitalize())
    Membership.objects.create(person=person, shop=shop, role=role)
    return person


def at_the_desk(person: Person) -> Client:
    """A browser in which this person has signed in with a second factor."""
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    client = Client()
    client.force_login(person)
    return client
