"""How sign-in is adapted: nobody signs up alone, its mails are our letters, its words are ours."""

from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.core.refusals import mark
from reprise.web.accounts.mails import send
from reprise.web.client_address import client_address

#: What is said after a deed; the rest of allauth's messages is left unsaid.
SAID: Final = {
    "account/messages/password_changed.txt": mark("Your new password is saved."),
    "account/messages/password_set.txt": mark("Your password is saved."),
    "account/messages/email_confirmed.txt": mark("Your e-mail address is confirmed."),
    "account/messages/email_confirmation_sent.txt": mark("A code is on its way to your e-mail address."),
    "mfa/messages/totp_activated.txt": mark("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": mark("Your authenticator app is no longer used."),
    "mfa/messages/recovery_codes_generated.txt": mark("Your recovery codes are ready. Any made before no longer work."),
    "mfa/messages/webauthn_added.txt": mark("Your passkey is saved."),
    "mfa/messages/webauthn_removed.txt": mark("The passkey is removed."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by invitation only."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the owner of your shop."),
        "email_password_mismatch": _("The address or the password is not right. Check both, or ask for a code."),
        "enter_current_password": _("Write your present password."),
        "incorrect_code": _("This code is not right. Check the newest message, or ask for a new code."),
        "incorrect_password": _("This password is not right. Check capitals and spaces."),
        "invalid_password_reset": _("This link was used already or has expired. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("That was asked too often. Wait a minute, then try again."),
        "same_as_current": _("This is the present one. Write another."),
        "email_taken": _("This address cannot be used. Write another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed: an invitation makes the account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts these are; an address that cannot be told shares one budget instead of ending in a fault."""
        return client_address(request)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign somebody in for a working day, however they came in."""
        super().login(request, user)
        request.session.set_expiry(settings.ACCOUNT_SESSION_COOKIE_AGE)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write one of our letters, which leaves like any other or stays on the local outbox page."""
        send(kind=template_prefix, email=email, context=context)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None,
        message_context: dict[str, Any] | None = None, extra_tags: str = "", message: str | None = None,
    ) -> None:  # fmt: skip
        """Say it in our words, or not at all."""
        said = message or (gettext(SAID[message_template]) if message_template in SAID else "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)
