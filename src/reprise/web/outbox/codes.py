"""What the authenticator apps of the demo's staff would show now. Only the demo, which nobody reaches from outside."""

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt


@dataclass(frozen=True, slots=True)
class StaffCode:
    """Who signs in, and the six digits they are asked for."""

    name: str
    email: str
    code: str


def staff_codes() -> list[StaffCode]:
    """One code for each person with an app, by name."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("user__name")
    return [StaffCode(app.user.name, app.user.email, _code(app)) for app in apps]


def _code(app: Authenticator) -> str:
    period = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(app.data["secret"]), period)))
