"""Staff let somebody of the customer's side read along, and take them off again."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import Participant
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import asked, page

pytestmark = pytest.mark.django_db
BOB = {"email": "bob@firma.example", "name": "Bob", "role": "helper", "language": "en"}


def test_whoever_is_invited_gets_a_link_of_their_own_in_their_language(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    shown = desk.post(page(one, "people/"), BOB, follow=True).content.decode()
    assert "Invitation envoyée à bob@firma.example" in shown
    bob = Participant.objects.get(email="bob@firma.example")
    assert (bob.role, bob.language, bob.name) == ("helper", "en", "Bob")
    assert Mail.objects.get(letter="conversation_invitation").to == "bob@firma.example"


def test_an_address_that_is_none_or_reads_along_already_is_told_so(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    assert "adresse" in desk.post(page(one, "people/"), BOB | {"email": "bob"}, follow=True).content.decode()
    desk.post(page(one, "people/"), BOB)
    assert "suit déjà" in desk.post(page(one, "people/"), BOB, follow=True).content.decode()
    assert Participant.objects.filter(email="bob@firma.example").count() == 1


def test_they_are_taken_off_and_the_customer_stays(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    desk.post(page(one, "people/"), BOB)
    bob, alice = Participant.objects.get(email="bob@firma.example"), Participant.objects.get(email="alice@example.com")
    shown = desk.get(page(one)).content.decode()
    assert (shown.count("people/off/"), f'name="person" value="{bob.pk}"' in shown) == (1, True)
    desk.post(page(one, "people/off/"), {"person": bob.pk})
    desk.post(page(one, "people/off/"), {"person": alice.pk})
    desk.post(page(one, "people/off/"), {"person": "²"})
    bob.refresh_from_db()
    alice.refresh_from_db()
    assert (bob.left_at is None, alice.left_at) == (False, None)


def test_whoever_may_only_read_invites_nobody(desk: Client, shop: Shop) -> None:
    one, viewer = asked(shop), at_the_desk(somebody(shop, Role.VIEWER))
    assert viewer.post(page(one, "people/"), BOB).status_code == 403
    assert "people/" not in viewer.get(page(one)).content.decode()
    assert not Participant.objects.filter(email="bob@firma.example").exists()
