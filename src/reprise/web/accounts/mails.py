"""What sign-in wants to write, as our letters."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.writing.for_staff import CHANGES

#: Letters that carry a code, and how many seconds it works.
CODES: Final[Mapping[str, tuple[Letter, str]]] = {
    "account/email/login_code": (Letter.SIGN_IN_CODE, "ACCOUNT_LOGIN_BY_CODE_TIMEOUT"),
    "account/email/email_confirmation": (Letter.EMAIL_CODE, "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT"),
    "account/email/email_confirmation_signup": (Letter.EMAIL_CODE, "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT"),
}
#: Nobody is told at an address that has no account: a stranger could make us write to anyone.
UNWRITTEN: Final = frozenset({"account/email/unknown_account", "account/email/account_already_exists"})


class UnknownMail(LookupError):
    """Sign-in wants to write something we have no letter for: a fault of ours, found by tests."""


def send(*, kind: str, email: str, context: Mapping[str, Any]) -> None:
    """Write the letter for one of sign-in's mails, in the language of the page that asked for it."""
    if kind in UNWRITTEN:
        return
    letter, values = _letter(kind, context)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    told: dict[str, Value] = {"shop_name": "Reprise", **values}
    send_letter(shop=None, to=email, language=language, letter=letter, values=told, at=timezone.now())


def _letter(kind: str, context: Mapping[str, Any]) -> tuple[Letter, dict[str, Value]]:
    if kind in CODES:
        letter, life = CODES[kind]
        return letter, {"code": str(context["code"]), "minutes": getattr(settings, life) // 60}
    if kind == "account/email/password_reset_key":
        path = urlsplit(context["password_reset_url"]).path  # our own address, whatever host the request named
        return Letter.PASSWORD_RESET, {"link": settings.ENV.base_url + path}
    change = kind.rpartition("/")[2]
    if change not in CHANGES:
        raise UnknownMail(kind)
    return Letter.ACCOUNT_CHANGED, {"change": change, "link": settings.ENV.base_url + reverse("mfa_index")}
