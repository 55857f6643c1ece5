from datetime import datetime

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Membership, Person, SignInLink
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.accounts.services.links import make_link
from reprise.core.refusals import Invalid, mark


@transaction.atomic(savepoint=False)
def invite_staff(*, actor: Actor, email: str, role: str, at: datetime, name: str = "") -> str:
    """Add a person to the shop's staff (or change their role) and return the secret of their sign-in link."""
    actor.require(Right.STAFF_MANAGE)
    if role not in {known.value for known in Role}:
        raise Invalid(field="role", why=mark("choose owner, manager, agent, inspector or viewer."))
    address = email.strip().lower()
    if "@" not in address:
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com."))
    person = Person.objects.filter(email=address).first() or Person.objects.create_user(address, name=name.strip())
    Membership.objects.update_or_create(person=person, shop_id=actor.shop_id, defaults={"role": role})
    return make_link(purpose=SignInLink.Purpose.STAFF, shop_id=actor.shop_id, at=at, person_id=person.pk)
