"""Signing in: by code or password, then the second factor; strangers learn nothing."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from reprise.apps.accounts.models import Person
from reprise.apps.accounts.rights import Role
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.web.accounts.tests.builders import (
    INES,
    PASSWORD,
    a_colleague,
    app_code,
    is_signed_in,
    newest_mail,
    with_second_factor,
)

pytestmark = pytest.mark.django_db
LOGIN, CODE, CONFIRM = "/en/account/login/", "/en/account/login/code/", "/en/account/login/code/confirm/"
SECOND = "/en/account/2fa/authenticate/"


def ask_for_code(client: Client, email: str = INES) -> str:
    client.post(CODE, {"email": email})
    return str(newest_mail().secrets[0])


def test_a_code_by_mail_signs_in(client: Client) -> None:
    a_colleague(Role.VIEWER)
    code = ask_for_code(client)
    mail = newest_mail()
    assert (mail.letter, mail.to, mail.shop) == (Letter.SIGN_IN_CODE, INES, None)
    assert code in mail.text
    assert code not in mail.subject
    response = client.post(CONFIRM, {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/en/desk/")
    assert is_signed_in(client)


def test_a_letter_is_in_the_language_of_the_page(client: Client) -> None:
    a_colleague(Role.VIEWER)
    client.post("/fr/account/login/code/", {"email": INES})
    assert newest_mail().subject == "Votre code de connexion"


def test_a_wrong_code_is_told_and_the_third_ends_it(client: Client) -> None:
    a_colleague(Role.VIEWER)
    code = ask_for_code(client)
    for _ in range(2):
        assert b"This code is not right" in client.post(CONFIRM, {"code": "WRONG1"}).content
    client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def body(client: Client, email: str) -> str:
    response = client.post(CODE, {"email": email}, follow=True)
    assert response.status_code == 200
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode().replace(email, "someone"))


def test_a_stranger_s_address_looks_the_same_and_gets_no_mail() -> None:
    a_colleague()
    assert body(Client(), INES) == body(Client(), "nobody@example.com")
    assert set(Mail.objects.values_list("to", flat=True)) == {INES}
    reset = "/en/account/password/reset/"
    answers = [Client().post(reset, {"email": email}, follow=True) for email in (INES, "nobody@example.com")]
    assert {answer.redirect_chain[-1] for answer in answers} == {("/en/account/password/reset/done/", 302)}
    assert set(Mail.objects.values_list("to", flat=True)) == {INES}


def test_a_wrong_password_and_a_stranger_are_told_the_same(client: Client) -> None:
    a_colleague()
    for login in (INES, "nobody@example.com"):
        response = client.post(LOGIN, {"login": login, "password": "not the password"})
        assert b"The address or the password is not right" in response.content


def test_a_password_alone_is_not_enough_once_there_is_a_second_factor(client: Client) -> None:
    secret = with_second_factor(a_colleague())
    response = client.post(LOGIN, {"login": INES, "password": PASSWORD})
    assert response["Location"].startswith(SECOND)
    assert not is_signed_in(client)
    assert b"This code is not right" in client.post(SECOND, {"code": "000000"}).content
    assert not is_signed_in(client)
    assert client.post(SECOND, {"code": app_code(secret)})["Location"] == "/en/desk/"
    assert is_signed_in(client)


def test_a_code_by_mail_alone_is_not_enough_either(client: Client) -> None:
    with_second_factor(a_colleague())
    response = client.post(CONFIRM, {"code": ask_for_code(client)})
    assert response["Location"].startswith(SECOND)
    assert not is_signed_in(client)


def test_a_recovery_code_stands_in_for_a_lost_phone_once(client: Client) -> None:
    ines = a_colleague()
    with_second_factor(ines)
    code = RecoveryCodes.activate(ines).get_unused_codes()[0]
    for signed_in in (True, False):
        visitor = Client()
        visitor.post(LOGIN, {"login": INES, "password": PASSWORD})
        visitor.post(SECOND, {"code": code})
        assert is_signed_in(visitor) is signed_in


def test_a_code_of_the_app_works_once() -> None:
    secret = with_second_factor(a_colleague())
    code = app_code(secret)
    for signed_in in (True, False):
        visitor = Client()
        visitor.post(LOGIN, {"login": INES, "password": PASSWORD})
        visitor.post(SECOND, {"code": code})
        assert is_signed_in(visitor) is signed_in


def test_codes_are_not_asked_for_without_end() -> None:
    a_colleague()
    for _ in range(5):
        response = Client().post(CODE, {"email": INES})
    assert b"Too many attempts" in response.content
    assert Mail.objects.count() == 3


def test_passwords_are_not_guessed_without_end() -> None:
    a_colleague(Role.VIEWER)
    for _ in range(6):
        response = Client().post(LOGIN, {"login": INES, "password": "a guess of many"})
    assert b"Too many attempts" in response.content
    right = Client()
    right.post(LOGIN, {"login": INES, "password": PASSWORD})
    assert not is_signed_in(right)
    code = Client()
    code.post(CONFIRM, {"code": ask_for_code(code)})
    assert is_signed_in(code)  # a stranger's guesses do not lock anybody out


def test_nobody_signs_up(client: Client) -> None:
    form = {"email": "eve@example.com", "password1": PASSWORD}
    for response in (client.get("/en/account/signup/"), client.post("/en/account/signup/", form)):
        assert b"By invitation" in response.content
    assert not Person.objects.exists()


def test_the_session_is_new_and_its_cookie_is_guarded(client: Client) -> None:
    a_colleague(Role.VIEWER)
    code = ask_for_code(client)
    before = client.cookies["sessionid"].value
    client.post(CONFIRM, {"code": code})
    cookie = client.cookies["sessionid"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 60 * 60)


def test_a_closed_account_cannot_come_in(client: Client) -> None:
    ines = a_colleague(Role.VIEWER)
    ines.is_active = False
    ines.save()
    client.post(LOGIN, {"login": INES, "password": PASSWORD})
    client.post(CODE, {"email": INES})
    assert not is_signed_in(client)
    assert not Mail.objects.exists()
