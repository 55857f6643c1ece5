from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from reprise.apps.accounts.models import Membership, Person, SignInLink
from reprise.apps.accounts.services.links import LinkSpent, look_at_link, spend_link


def invitation(*, secret: str, at: datetime) -> SignInLink:
    """The invitation if it still holds; looking spends nothing."""
    link = look_at_link(secret=secret, purpose=SignInLink.Purpose.STAFF, at=at)
    staff = Membership.objects.filter(shop_id=link.shop_id)
    if link.person_id is None or not staff.filter(person_id=link.person_id).exists():
        raise LinkSpent
    return link


def is_newcomer(person: Person) -> bool:
    """Whether somebody never signed in: only then may a link open the account, and a password be set by it."""
    return person.last_login is None and not person.has_usable_password()


def join_staff(*, secret: str, name: str, password: str, language: str, at: datetime) -> Person:
    """Spend an invitation and make the newcomer's account theirs.

    Somebody who has an account already keeps it as it is and signs in as always: an invitation by one shop must not
    open what a person may do in another.
    """
    encoded = make_password(password) if password else ""  # slow, so before the transaction
    with transaction.atomic(savepoint=False):
        person = invitation(secret=secret, at=at).person
        assert person is not None  # an invitation is always somebody's
        spend_link(secret=secret, purpose=SignInLink.Purpose.STAFF, at=at)
        if is_newcomer(person):
            person.name, person.language = name.strip()[:120] or person.name, language
            person.password = encoded or person.password
            person.save(update_fields=["name", "language", "password"])
        return person
