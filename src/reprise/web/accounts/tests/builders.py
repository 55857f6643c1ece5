"""Staff at the sign-in pages: who they are, their letters and their authenticator apps."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.notifications.models import Mail
from tests.support.builders import a_shop

PASSWORD = "correct horse battery"
INES = "ines@example.com"


def an_invitation(*, slug: str = "atelier-lamelle", role: Role = Role.AGENT, email: str = INES) -> str:
    """The address of the page behind an invitation."""
    shop = Shop.objects.filter(slug=slug).first() or a_shop(slug)
    secret = invite_staff(actor=system(shop.pk), email=email, role=role, at=timezone.now())
    return f"/en/account/join/{secret}/"


def a_colleague(role: Role = Role.AGENT, *, password: str = PASSWORD) -> Person:
    """Inès, who joined some time ago."""
    an_invitation(role=role)
    ines = Person.objects.get(email=INES)
    ines.set_password(password)
    ines.last_login = timezone.now()
    ines.save()
    EmailAddress.objects.create(user=ines, email=ines.email, verified=True, primary=True)
    return ines


def with_second_factor(person: Person) -> str:
    """Set up an authenticator app, and return its secret."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    return secret


def app_code(secret: str) -> str:
    """What the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def newest_mail() -> Mail:
    """The last letter that was written."""
    return Mail.objects.latest("pk")


def is_signed_in(client: Client) -> bool:
    """Whether the session is somebody's."""
    return "_auth_user_id" in client.session
