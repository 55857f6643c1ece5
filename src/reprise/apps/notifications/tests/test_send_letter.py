"""A letter is written in the deed's transaction, once per key, and never undoes the deed."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from reprise.apps.accounts.actors import system
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.queries import letters_of_case, outbox_newest
from reprise.apps.notifications.services.forget import forget
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.tests.builders import a_mail, values_for
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@pytest.mark.django_db
def test_a_second_letter_with_the_same_key_is_not_written() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    values = values_for(Letter.INFO_NEEDED)

    def ask(at_shop: "Shop", key: str) -> Mail:
        return send_letter(
            shop=at_shop, to="alice@example.com", language="fr", letter=Letter.INFO_NEEDED, values=values, at=AT,
            dedupe_key=key,
        )  # fmt: skip

    first = ask(shop, "question:1")
    ask(shop, "question:1")
    assert list(Mail.objects.all()) == [first]
    for at_shop, key in ((shop, "question:2"), (other, "question:1"), (shop, ""), (shop, "")):
        ask(at_shop, key)
    assert Mail.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_letters_with_one_key_at_the_same_moment_are_one() -> None:
    shop = a_shop()

    def ask(_: int) -> bool:
        mail = send_letter(
            shop=shop, to="alice@example.com", language="fr", letter=Letter.INFO_NEEDED,
            values=values_for(Letter.INFO_NEEDED), at=AT, dedupe_key="question:1",
        )  # fmt: skip
        return mail.pk is not None

    asked = at_once(ask, people=8)
    assert sorted(asked) == [False] * 7 + [True]
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_undone_takes_its_letter_back() -> None:
    shop = a_shop()
    with transaction.atomic():
        a_mail(shop)
        transaction.set_rollback(True)
    assert outbox_newest() == []


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "nobody", "alice@example.com\nBcc: mallory@example.com", "a@b@c"])
def test_an_address_nobody_can_be_reached_at_is_kept_as_failed(to: str) -> None:
    mail = a_mail(a_shop(), to=to)
    assert (mail.state, mail.to, mail.last_error) == (Mail.State.FAILED, "", "no usable address")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "spoken"), [("fr", "fr"), ("fr-be", "fr"), ("en", "en"), ("de", "en"), ("", "en")]
)
def test_a_letter_is_written_in_a_language_we_speak(language: str, spoken: str) -> None:
    values = values_for(Letter.INFO_NEEDED)
    mail = send_letter(
        shop=a_shop(), to="alice@example.com", language=language, letter=Letter.INFO_NEEDED, values=values, at=AT
    )
    assert mail.language == spoken
    assert f'<html lang="{spoken}">' in mail.html


@pytest.mark.django_db
def test_the_letters_of_a_case_are_its_shop_s_own() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    mail = a_mail(shop)
    assert [each.pk for each in letters_of_case(system(shop.pk), 7)] == [mail.pk]
    assert letters_of_case(system(other.pk), 7) == []
    assert letters_of_case(system(shop.pk), 8) == []


@pytest.mark.django_db
def test_a_forgotten_person_leaves_no_words_behind() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    about_case, elsewhere = a_mail(shop, to="alice@example.com"), a_mail(other, to="alice@example.com")
    later = AT + timedelta(days=900)
    forget(at=later, shop_id=shop.pk, email="Alice@Example.com")
    about_case.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (about_case.to, about_case.text, about_case.html, about_case.secrets) == ("", "", "", [])
    assert about_case.erased_at == later
    assert elsewhere.to == "alice@example.com"
