"""How the second factor is adapted: sealed secrets, our own QR code, and no way back for who moves money."""

import base64
import hashlib
from io import BytesIO
from typing import Any, ClassVar

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import moves_money
from reprise.core.refusals import Kind, Refusal, mark


class SecondFactorUnreadable(Refusal):
    """The instance's secret is not the one the factor was sealed with."""

    code = "second_factor_unreadable"
    kind = Kind.UNAVAILABLE
    sentence = mark("Your second factor cannot be read on this instance. Ask whoever runs it to reset it.")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """A stolen database alone gives nobody a second factor: its secrets are sealed with the instance's key."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role moves money, so it needs a second factor. Add another one first."),
        "incorrect_code": _("This code is not right. Wait for the next one in your app, then write it here."),
        "unverified_email": _("Confirm your e-mail address first."),
        "add_email_blocked": _("Your address cannot be changed while a second factor is set up."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as foreign:
            raise SecondFactorUnreadable from foreign

    def build_totp_svg(self, url: str) -> str:
        """The QR code an authenticator app reads; on white, so that it is read in dark too."""
        drawn = BytesIO()
        segno.make(url, error="m", micro=False).save(drawn, kind="svg", scale=4, border=3, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of somebody who moves money stays."""
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if authenticator.type not in kinds or not moves_money(authenticator.user_id):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=kinds)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def _get_site_name(self) -> str:
        return "Reprise"


def _seal() -> Fernet:
    key = hashlib.sha256(b"reprise.second-factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
