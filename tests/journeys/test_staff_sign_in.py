"""Inès is invited, joins, sets up her second factor, and signs in again: by password, by code, and by passkey."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.accounts.services.staff import invite_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
INES, PASSWORD = "ines@example.com", "correct horse battery"
SEND = "form[action*='login/code'] button[type=submit]"


@pytest.fixture(autouse=True)
def demo(settings: Settings, live_server: Any) -> Iterator[None]:
    """The demo, so that codes are on the local outbox page, and passkeys do without TLS."""
    settings.ENV = django_settings.ENV.model_copy(update={"demo": True, "base_url": live_server.url})
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    cache.clear()
    yield
    cache.clear()


def invitation(language: str, role: str = "agent") -> str:
    shop = create_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR")
    secret = invite_staff(actor=system(shop.pk), email=INES, role=role, at=timezone.now())
    return f"/{language}/account/join/{secret}/"


def app_code(secret: str) -> str:
    """RFC 6238, written out: what any authenticator app shows."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def join(page: Page, language: str, accessible: Check) -> None:
    page.goto(invitation(language))
    accessible(page)
    page.fill("#name", "Inès Marchetti")
    page.fill("#password", "short")
    submit(page)
    expect(page.locator("#password[aria-invalid=true]")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Inès Marchetti")
    accessible(page)
    page.fill("#password", PASSWORD)
    submit(page)


def set_up(page: Page, accessible: Check) -> str:
    page.wait_for_url("**/2fa/totp/activate/")
    accessible(page)
    page.locator(".rp-account-secret summary").click()
    secret = page.locator(".rp-account-secret code").inner_text()
    page.fill("#code", app_code(secret))
    submit(page)
    page.wait_for_url("**/2fa/recovery-codes/")
    accessible(page)
    expect(page.locator(".rp-account-codes li")).to_have_count(10)
    return secret


def code_of_outbox(page: Page, language: str) -> str:
    outbox = page.context.new_page()
    outbox.goto(f"/{language}/outbox/")
    code = outbox.locator(".rp-mails").last.locator(".rp-mails-code").first.inner_text()
    outbox.close()
    return code


def test_joining_by_phone(phone: Page, language: str, accessible: Check) -> None:
    join(phone, language, accessible)
    set_up(phone, accessible)
    phone.goto(f"/{language}/account/2fa/")
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_signing_in_by_code_then_app(desk: Page, language: str, accessible: Check) -> None:
    join(desk, language, accessible)
    secret = set_up(desk, accessible)
    cache.clear()  # a code of the app works once, and this one has just been used
    desk.context.clear_cookies()
    desk.goto(f"/{language}/account/login/")
    accessible(desk)
    desk.fill("#email", INES)
    desk.locator(SEND).click()
    desk.wait_for_url("**/login/code/confirm/")
    accessible(desk)
    desk.fill("#code", code_of_outbox(desk, language))
    submit(desk)
    desk.wait_for_url("**/2fa/authenticate/**")
    accessible(desk)
    desk.fill("#code", app_code(secret))
    submit(desk)
    desk.wait_for_url(f"**/{language}/desk/**")


def test_the_outbox_leads_from_a_letter_to_its_page(desk: Page, language: str, accessible: Check) -> None:
    join(desk, language, accessible)
    desk.context.clear_cookies()
    desk.goto(f"/{language}/account/password/reset/")
    desk.fill("#email", INES)
    submit(desk)
    desk.goto(f"/{language}/outbox/")
    accessible(desk)
    desk.locator(".rp-mails a").first.click()
    accessible(desk)
    desk.frame_locator("iframe").locator(".btn a").click()
    desk.wait_for_url("**/password/reset/key/**")
    expect(desk.locator("#password1")).to_be_visible()


def test_a_passkey_signs_in_alone(desk: Page, language: str, accessible: Check) -> None:
    keys = desk.context.new_cdp_session(desk)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    join(desk, language, accessible)
    set_up(desk, accessible)
    desk.goto(f"/{language}/account/2fa/webauthn/add/")
    if "reauthenticate" in desk.url:
        desk.fill("#password", PASSWORD)
        submit(desk)
    accessible(desk)
    desk.fill("#name", "Phone")
    desk.click("#mfa_webauthn_add")
    desk.wait_for_url("**/account/2fa/")
    desk.goto(f"/{language}/account/2fa/webauthn/")
    expect(desk.locator(".rp-account-keys strong")).to_have_text("Phone")
    accessible(desk)
    desk.context.clear_cookies()
    desk.goto(f"/{language}/account/login/")
    desk.click("#passkey_login")
    desk.wait_for_url(f"**/{language}/desk/**")
