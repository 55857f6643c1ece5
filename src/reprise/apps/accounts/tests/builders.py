"""A shop, its staff and what they hold, for the tests of this app."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.accounts.services.staff import invite_staff
from reprise.core.refusals import Refusal

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def a_shop(slug: str = "atelier-lamelle") -> Shop:
    """A French shop."""
    return create_shop(slug=slug, name="Atelier Lamelle", country="FR")


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


@contextmanager
def refused(kind: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """A deed that must be refused with this refusal; what it had begun is undone, and the test goes on."""
    with pytest.raises(kind) as caught, transaction.atomic():
        yield caught
