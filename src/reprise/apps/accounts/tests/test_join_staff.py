"""A newcomer makes the account theirs; whoever has one keeps it as it is."""

import pytest
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.services.join_staff import invitation, is_newcomer, join_staff
from reprise.apps.accounts.services.links import LinkSpent
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.accounts.tests.builders import a_person
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused


def invite(slug: str = "atelier-lamelle") -> str:
    return invite_staff(actor=system(a_shop(slug).pk), email="ines@example.com", role="agent", at=AT)


@pytest.mark.django_db
def test_a_newcomer_chooses_name_language_and_password() -> None:
    secret = invite()
    assert is_newcomer(a_person())
    join_staff(secret=secret, name=" Inès ", password="correct horse battery", language="en", at=AT)
    ines = a_person()
    assert (ines.name, ines.language) == ("Inès", "en")
    assert ines.check_password("correct horse battery")
    with refused(LinkSpent):
        join_staff(secret=secret, name="Eve", password="another long one", language="en", at=AT)


@pytest.mark.django_db
def test_a_newcomer_may_do_without_a_password() -> None:
    join_staff(secret=invite(), name="", password="", language="fr", at=AT)
    assert not a_person().has_usable_password()


@pytest.mark.django_db
def test_an_invitation_changes_no_account_that_is_in_use() -> None:
    join_staff(secret=invite(), name="Inès", password="correct horse battery", language="fr", at=AT)
    secret = invite("other-shop")
    join_staff(secret=secret, name="Eve", password="chosen by somebody else", language="en", at=AT)
    assert a_person().name == "Inès"
    assert a_person().check_password("correct horse battery")


@pytest.mark.django_db
def test_who_signed_in_once_by_code_is_no_newcomer() -> None:
    join_staff(secret=invite(), name="Inès", password="", language="fr", at=AT)
    ines = a_person()
    ines.last_login = timezone.now()
    ines.save()
    assert not is_newcomer(ines)


@pytest.mark.django_db
def test_looking_at_an_invitation_spends_nothing() -> None:
    secret = invite()
    assert invitation(secret=secret, at=AT).shop.name == "Atelier Lamelle"
    assert invitation(secret=secret, at=AT).person == a_person()
