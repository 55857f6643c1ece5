"""Who works in the demo shop, and how they sign in. The demo listens on this machine only."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.join_staff import join_staff
from reprise.apps.accounts.services.staff import invite_staff

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

PASSWORD: Final = "lamelle-demo-2026"


@dataclass(frozen=True, slots=True)
class Colleague:
    """One member of the staff."""

    name: str
    email: str
    role: Role


STAFF: Final = (
    Colleague("Marc Delorme", "marc@atelier-lamelle.example", Role.OWNER),
    Colleague("Claire Vasseur", "claire@atelier-lamelle.example", Role.MANAGER),
    Colleague("Inès Marchetti", "ines@atelier-lamelle.example", Role.AGENT),
    Colleague("Théo Lambert", "theo@atelier-lamelle.example", Role.INSPECTOR),
)


def hire(shop: "Shop", at: datetime) -> dict[Role, Actor]:
    """Invite the staff and let them join, each with a password and a second factor; the actor of each role."""
    actors = {}
    for colleague in STAFF:
        role = colleague.role
        secret = invite_staff(actor=system(shop.pk), email=colleague.email, role=role.value, name=colleague.name, at=at)
        person = join_staff(secret=secret, name=colleague.name, password=PASSWORD, language="fr", at=at)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        TOTP.activate(person, generate_totp_secret())
        actors[role] = staff_actor(person.pk, shop.slug)[0]
    return actors
