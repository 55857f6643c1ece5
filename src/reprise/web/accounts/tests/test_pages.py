"""Every sign-in page is ours, in both languages, with nothing inline."""

import re
from pathlib import Path
from typing import Any, Final, cast

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template import Template
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext, override

from reprise.apps.accounts.rights import Role
from reprise.apps.notifications.writing.for_staff import CHANGES
from reprise.web.accounts.adapter import SAID, AccountAdapter
from reprise.web.accounts.mails import CODES, UNWRITTEN
from reprise.web.accounts.second_factor import SecondFactorAdapter
from reprise.web.accounts.tests.builders import PASSWORD, a_colleague, an_invitation, with_second_factor

OURS: Final = Path(settings.LOCALE_PATHS[0]).parent / "web" / "templates"
#: Never drawn: sign-up is closed, and addresses are confirmed by codes.
UNREACHED: Final = {"account/signup.html", "account/verification_sent.html", "account/email.html"}
OUTSIDE = ("login/", "login/code/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "signup/",
           "inactive/", "password/reset/key/1-x/")  # fmt: skip
INSIDE = ("2fa/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/webauthn/", "2fa/webauthn/add/",
          "2fa/totp/deactivate/", "password/change/", "email/", "logout/")  # fmt: skip


def templates_of(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= templates_of(pattern.url_patterns)
        else:
            named = getattr(getattr(pattern.callback, "view_class", None), "template_name", None)
            found |= {named} if isinstance(named, str) else set()
    return found


def account_patterns() -> list[URLPattern | URLResolver]:
    with override("en"):
        [inner] = [each for each in get_resolver().url_patterns if str(each.pattern) == "en/"]
        assert isinstance(inner, URLResolver)
        return [each for each in inner.url_patterns if str(each.pattern) == "account/"]


def origin_of(name: str) -> Path:
    source = cast(Template, cast(Any, get_template(name)).template)
    return Path(str(source.origin))


def test_no_page_of_allauth_is_left() -> None:
    named = templates_of(account_patterns()) - UNREACHED
    assert len(named) > 15
    foreign = {name for name in named if OURS not in origin_of(name).parents}
    assert foreign == set()


def heading(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert "rp-plain" in page
    assert not re.search(r'\sstyle="|\son\w+="', page)
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page)
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    return re.sub(r"\s+", " ", re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[0]).strip()


@pytest.mark.django_db
@pytest.mark.parametrize("page", OUTSIDE)
def test_pages_before_signing_in(client: Client, page: str) -> None:
    assert heading(client, f"/fr/account/{page}") != heading(client, f"/en/account/{page}")


@pytest.mark.django_db
@pytest.mark.parametrize("page", INSIDE)
def test_pages_of_somebody_signed_in(client: Client, page: str) -> None:
    ines = a_colleague()
    with_second_factor(ines)
    Authenticator.objects.create(
        user=ines, type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": [SecondFactorAdapter().encrypt("12345678")], "used_mask": 0},
    )  # fmt: skip
    client.force_login(ines)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    assert heading(client, f"/fr/account/{page}") != heading(client, f"/en/account/{page}")


@pytest.mark.django_db
def test_pages_between(client: Client) -> None:
    address = an_invitation()
    assert heading(client, address.replace("/en/", "/fr/")) != heading(client, address)
    client.post("/en/account/login/code/", {"email": "nobody@example.com"})
    confirm = "/{}/account/login/code/confirm/"
    assert heading(client, confirm.format("fr")) != heading(client, confirm.format("en"))
    begun = client.post("/en/account/logout/", {"next": "/en/account/login/"})
    assert begun["Location"] == "/en/account/login/"
    assert heading(client, "/en/account/login/") == "Sign in"
    ines = a_colleague()
    with_second_factor(ines)
    client.post("/en/account/login/", {"login": ines.email, "password": PASSWORD})
    second = "/{}/account/2fa/authenticate/"
    assert heading(client, second.format("fr")) != heading(client, second.format("en"))


@pytest.mark.django_db
def test_asking_again_who_it_is(client: Client) -> None:
    ines = a_colleague(Role.VIEWER)
    with_second_factor(ines)
    client.force_login(ines)
    for page in ("reauthenticate/", "2fa/reauthenticate/"):
        assert heading(client, f"/fr/account/{page}") != heading(client, f"/en/account/{page}")


@pytest.mark.django_db
def test_each_page_leads_to_the_other_language(client: Client) -> None:
    page = client.get("/fr/account/login/?next=/fr/desk/").content.decode()
    assert 'href="/en/account/login/?next=/fr/desk/"' in page


def test_every_mail_of_allauth_is_a_letter_of_ours() -> None:
    folder = Path(allauth.__file__).parent / "templates"
    mails = [*folder.glob("account/email/*_message.txt"), *folder.glob("mfa/email/*_message.txt")]
    kinds = {str(path.relative_to(folder)).removesuffix("_message.txt") for path in mails}
    unwritten = UNWRITTEN | {"account/email/base", "account/email/password_reset_code"}
    letters = {kind for kind in kinds if kind in CODES or kind.rpartition("/")[2] in CHANGES}
    assert kinds - unwritten - letters == {"account/email/password_reset_key"}


def test_what_is_said_after_a_deed_is_said_in_both_languages() -> None:
    for sentence in SAID.values():
        with override("fr"):
            assert gettext(sentence) != sentence


@pytest.mark.parametrize(
    ("adapter", "theirs"), [(AccountAdapter, DefaultAccountAdapter), (SecondFactorAdapter, DefaultMFAAdapter)]
)
def test_our_refusals_have_names_allauth_knows(adapter: type, theirs: type) -> None:
    assert set(adapter.error_messages) == set(theirs.error_messages)  # type: ignore[attr-defined]
