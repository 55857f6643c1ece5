"""Who works in the shop: invited by letter, given another role, removed; and what happens to their next click."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.tokens import create_token
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop

#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/desk/atelier-lamelle/people/"
ZOE = "zoe@example.com"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def owner(shop: Shop) -> Client:
    """Marc, who owns the shop."""
    return at_the_desk(somebody(shop, Role.OWNER, "marc@example.com"))


def invited(owner: Client, role: str = "agent", email: str = ZOE) -> Membership:
    answer = owner.post(PAGE, {"email": email, "name": "Zoé", "role": role}, follow=True)
    assert b"Invitation sent to" in answer.content
    return Membership.objects.get(person__email=email)


def link_in(mail: Mail) -> str:
    found = re.search(r"/en/account/join/[\w-]+/", mail.text)
    assert found is not None
    return found[0]


def test_an_invitation_leaves_by_letter_and_its_link_lets_somebody_in(owner: Client) -> None:
    invited(owner)
    mail = Mail.objects.get()
    assert (mail.to, mail.letter, mail.language) == (ZOE, "staff_invitation", "en")
    assert link_in(mail) not in owner.get(PAGE).content.decode()
    guest = Client()
    assert guest.post(link_in(mail), {"name": "Zoé"}).status_code == 302
    assert guest.session["_auth_user_id"] == str(Person.objects.get(email=ZOE).pk)


def test_a_link_sent_again_makes_the_first_void(owner: Client) -> None:
    member = invited(owner)
    owner.post(f"{PAGE}{member.pk}/invite/")
    first, second = Mail.objects.order_by("pk")
    assert Client().get(link_in(first)).status_code == 404
    assert Client().get(link_in(second)).status_code == 200


def test_a_withdrawn_invitation_opens_nothing(owner: Client) -> None:
    member = invited(owner)
    asked = owner.get(f"{PAGE}{member.pk}/remove/").content.decode()
    assert "Withdraw the invitation of Zoé?" in asked
    owner.post(f"{PAGE}{member.pk}/remove/")
    assert Client().get(link_in(Mail.objects.get())).status_code == 404
    assert not Membership.objects.filter(pk=member.pk).exists()


def test_somebody_of_the_team_is_not_invited_twice(owner: Client) -> None:
    invited(owner)
    answer = owner.post(PAGE, {"email": ZOE.upper(), "role": "owner"})
    assert answer.status_code == 409
    assert b"in your team already, as agent" in answer.content
    assert Membership.objects.get(person__email=ZOE).role == Role.AGENT


@pytest.mark.parametrize(("email", "role"), [("nobody", "agent"), ("", "agent"), (ZOE, "king"), (ZOE, "")])
def test_what_cannot_be_an_invitation_is_said_and_nothing_is_sent(owner: Client, email: str, role: str) -> None:
    answer = owner.post(PAGE, {"email": email, "role": role, "name": "Zoé"})
    assert answer.status_code == 422
    assert b'value="Zo\xc3\xa9"' in answer.content
    assert not Mail.objects.exists()


def test_letters_cannot_be_sent_without_end(owner: Client) -> None:
    for number in range(30):
        invited(owner, email=f"n{number}@example.com")
    assert owner.post(PAGE, {"email": "one-more@example.com", "role": "agent"}).status_code == 429
    assert not Person.objects.filter(email="one-more@example.com").exists()


def test_the_last_owner_stays_owner(owner: Client, shop: Shop) -> None:
    me = Membership.objects.get(person__email="marc@example.com")
    for url, data in ((f"{PAGE}{me.pk}/role/", {"role": "viewer"}), (f"{PAGE}{me.pk}/remove/", {})):
        answer = owner.post(url, data)
        assert answer.status_code == 409
        assert "last owner" in answer.content.decode()
    me.refresh_from_db()
    assert me.role == Role.OWNER


def test_a_changed_role_holds_from_the_next_click_and_what_was_typed_is_given_back(owner: Client, shop: Shop) -> None:
    paul = somebody(shop, Role.MANAGER, "paul@example.com")
    desk = at_the_desk(paul)
    typed = {"opening_hours": "Open from Monday to Friday, 9 to 17 h", "name": "Lamelle"}
    owner.post(f"{PAGE}{paul.memberships.get().pk}/role/", {"role": "viewer"})
    refused = desk.post("/en/desk/atelier-lamelle/shop/", typed)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "Your role may have been changed" in page
    assert "Open from Monday to Friday, 9 to 17 h" in page
    assert desk.get("/en/desk/atelier-lamelle/queue/").status_code == 200


def test_whoever_is_removed_is_signed_out_at_once_and_loses_no_word(owner: Client, shop: Shop) -> None:
    paul = somebody(shop, Role.MANAGER, "paul@example.com")
    desk = at_the_desk(paul)
    owner.post(f"{PAGE}{paul.memberships.get().pk}/remove/")
    refused = desk.post("/en/desk/atelier-lamelle/shop/", {"opening_hours": "Open from Monday to Friday"})
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "You are signed out" in page
    assert "Open from Monday to Friday" in page
    assert "_auth_user_id" not in desk.session
    assert desk.get("/en/desk/atelier-lamelle/queue/").status_code == 302


@pytest.mark.parametrize("kept", [False, True])
def test_whoever_is_removed_keeps_no_way_back_through_a_token_they_made(owner: Client, shop: Shop, kept: bool) -> None:
    olga = somebody(shop, Role.OWNER, "olga@example.com")
    actor, _ = staff_actor(olga.pk, shop.slug)
    token = create_token(actor=actor, name="Olga’s export", scopes=["cases:read"])
    page = f"{PAGE}{olga.memberships.get().pk}/remove/"
    assert "Olga’s export" in owner.get(page).content.decode()
    owner.post(page, {} if kept else {"tokens": "yes"})
    called = Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})
    assert called.status_code == (200 if kept else 401)


def test_an_owner_who_gives_themselves_another_role_is_led_to_what_is_still_theirs(owner: Client, shop: Shop) -> None:
    somebody(shop, Role.OWNER, "second@example.com")
    me = Membership.objects.get(person__email="marc@example.com")
    answer = owner.post(f"{PAGE}{me.pk}/role/", {"role": "viewer"}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].endswith("/settings/")


def test_the_list_tells_who_has_a_second_factor_and_whose_link_is_over(owner: Client, shop: Shop) -> None:
    somebody(shop, Role.AGENT, "ines@example.com").set_password("correct horse")
    ines = Person.objects.get(email="ines@example.com")
    ines.set_password("correct horse battery")
    ines.save()
    invited(owner)
    page = owner.get(PAGE).content.decode()
    assert "No second factor yet: the desk opens once it is set up" in page
    assert "Second factor: authenticator app" not in page.partition("ines@example.com")[2].partition("</li>")[0]
    assert "Invited; the link works until" in page


def test_the_role_table_is_the_table_of_rights(owner: Client) -> None:
    page = owner.get(PAGE).content.decode()
    row = page.partition("Make and revoke API tokens")[2].partition("</tr>")[0]
    assert row.count("yes") == 1
    assert row.count(">no<") == 4


def test_a_large_team_takes_no_more_queries(owner: Client, shop: Shop) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(PAGE).status_code == 200
        return len(queries)

    few = asked()
    for number in range(10):
        somebody(shop, Role.AGENT, f"n{number}@example.com")
    assert asked() == few <= 14


def test_a_manager_neither_sees_nor_changes_people(shop: Shop) -> None:
    paul = at_the_desk(somebody(shop, Role.MANAGER))
    assert paul.get(PAGE).status_code == 403
    assert PAGE not in paul.get("/en/desk/atelier-lamelle/settings/").content.decode()
