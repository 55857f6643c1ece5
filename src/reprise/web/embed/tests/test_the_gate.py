"""No path of the widget opens without the site, the key and, where asked for, the signed identity."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client
from django.urls import get_resolver

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import ChatSession, Conversation, Message, Participant
from reprise.apps.conversations.services.rotate_identity import drop_identity, rotate_identity
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.conversations.tests.test_identity import a_token
from reprise.web.chat.routes import ROUTES
from reprise.web.chat.tests.visitors import a_picture, opens
from reprise.web.embed.passes import file_pass, frame_pass
from reprise.web.embed.tests.frames import BELOW, SITE, Frame, allow, entered
from reprise.web.portal.returning.routes import RETURNING
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

OPEN = {"widget", "frame"}  # the script, and the page whose own check is tested below


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def shop() -> Shop:
    made = a_shop()
    allow(made, SITE)
    return made


def every_path() -> list[tuple[str, str]]:
    """Each address of the widget behind the gate, and how it is asked."""
    every = {**ROUTES, **RETURNING}
    chat = [("post" if methods == ("POST",) else "get", f"chat/{path}") for path, (_, _, methods) in every.items()]
    return [("post", "enter/"), *((method, re.sub(r"<\w+:\w+>", "1", path)) for method, path in chat)]


def statuses(frame: Frame) -> set[int]:
    return {
        getattr(frame.client, method)(f"{BELOW}{path}", {}, headers=frame.headers).status_code
        for method, path in every_path()
    }


def test_every_address_of_the_widget_is_behind_the_gate() -> None:
    embed: Any = next(one for one in get_resolver().url_patterns if str(one.pattern) == "embed/")
    assert len(embed.url_patterns) == len(every_path()) + len(OPEN)
    for pattern in embed.url_patterns:
        assert pattern.name in OPEN or pattern.callback.door == "embed", pattern.name


def test_the_frame_is_shown_on_an_allowed_site_and_on_no_other(shop: Shop) -> None:
    page = Frame(SITE).load()
    assert page.status_code == 200
    assert f"frame-ancestors {SITE};" in page["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in page
    for site in (
        "https://evil.example",
        "",
        "null",
        f"{SITE}.evil.example",
        f"{SITE}; script-src *",
        "*",
        SITE.upper(),
    ):
        stranger = Frame(site)
        refused = stranger.load()
        assert refused.status_code == 403, site
        assert stranger.pass_ == ""
        assert "frame-ancestors 'none'" in refused["Content-Security-Policy"]
        assert "evil" not in refused["Content-Security-Policy"]


def test_without_a_pass_of_an_allowed_site_no_path_opens(shop: Shop) -> None:
    neighbour = a_shop("voisin")
    allow(neighbour, "https://voisin.example")
    passes = [
        "", "x", "é", "x" * 5_000, frame_pass(shop.pk, "https://evil.example", AT), frame_pass(shop.pk, "", AT),
        frame_pass(neighbour.pk, "https://voisin.example", AT), frame_pass(neighbour.pk, SITE, AT),
        frame_pass(shop.pk, SITE, AT - timedelta(days=2)), Signer(salt="other").sign_object([shop.pk, SITE, 9e9]),
        file_pass(1, f"{BELOW}chat/files/1/", AT), frame_pass(shop.pk, SITE, AT) + "0",
    ]  # fmt: skip
    for given in passes:
        assert statuses(Frame(pass_=given)) == {403}, given


def test_a_site_taken_off_the_list_is_refused_at_once_on_every_path(shop: Shop) -> None:
    frame = entered()
    frame.post("say/", body="Bonjour")
    allow(shop, "https://other.example")
    assert statuses(frame) == {403}


def test_the_cookies_of_a_browser_open_nothing_here(shop: Shop) -> None:
    own = Client()
    own.post("/fr/s/atelier-lamelle/chat/say/", {"body": "Secret de la page"})
    frame = Frame(client=own)
    frame.load()
    frame.enter()
    assert "Secret" not in frame.get().content.decode()
    assert statuses(Frame(client=own)) == {403}


def test_a_key_opens_its_own_chat_on_its_own_site_alone(shop: Shop) -> None:
    allow(shop, SITE, "https://other.example")
    alice, bob = entered(), entered()
    alice.post("say/", body="Le secret d’Alice", files=[a_picture("a.jpg")])
    bob.post("say/", body="Bonjour")
    assert "secret" in alice.get().content.decode()
    assert "secret" not in bob.get("news/", after=0).content.decode()
    elsewhere = Frame("https://other.example", key=alice.key)
    elsewhere.load()
    assert "secret" not in elsewhere.get().content.decode()
    file = Message.objects.get(body="Le secret d’Alice").files.get()
    assert bob.get(f"files/{file.pk}/").status_code == 404
    for key in ("", "x" * 43, alice.key[:-1], alice.key.lower(), "é" * 43, "a" * 5_000):
        assert "secret" not in Frame(pass_=alice.pass_, key=key).get().content.decode()


def test_a_file_s_address_opens_that_file_for_an_hour(shop: Shop) -> None:
    alice = entered()
    alice.post("say/", body="Voici", files=[a_picture("a.jpg")])
    file = Message.objects.get().files.get()
    session = ChatSession.objects.get(conversation__isnull=False)
    address = f"{BELOW}chat/files/{file.pk}/"
    good = file_pass(session.pk, address, AT)
    assert good[:40] in alice.get().content.decode()
    assert opens(Client(), f"{address}?pass={good}") == "image/jpeg"
    assert opens(Client(), f"{address}?pass={good}&small") == "image/jpeg"
    forged = [
        file_pass(session.pk, f"{BELOW}chat/files/{file.pk + 1}/", AT), frame_pass(shop.pk, SITE, AT), "x",
        file_pass(session.pk + 1, address, AT), file_pass(session.pk, address, AT - timedelta(hours=2)),
    ]  # fmt: skip
    for given in forged:
        assert Client().get(address, {"pass": given}).status_code == 403
    assert Client().get(f"{BELOW}chat/", {"pass": good}).status_code == 403
    allow(shop)
    assert Client().get(address, {"pass": good}).status_code == 403


@pytest.fixture
def secret(shop: Shop) -> str:
    made = rotate_identity(actor=ines(shop.pk, Role.OWNER), at=AT)
    allow(shop, SITE, required=True)
    return made


def test_where_an_identity_is_asked_for_no_path_opens_without(shop: Shop, secret: str) -> None:
    allow(shop, SITE)
    before = entered()
    before.post("say/", body="Anonyme")
    allow(shop, SITE, required=True)
    assert statuses(before) == {403}, "a chat begun before it was asked for"
    stranger = Frame()
    stranger.load()
    assert statuses(stranger) == {403}
    for token in (a_token(secret="guess"), a_token(secret=""), "x.y.z", a_token(header={"alg": "none"}, secret=secret)):
        assert statuses(Frame(pass_=stranger.pass_, key=before.key, token=token)) == {403}
    assert not Conversation.objects.exclude(pk=Message.objects.get().conversation_id).exists()


def test_a_token_that_does_not_hold_is_refused_even_where_none_is_asked_for(shop: Shop) -> None:
    frame = entered()
    frame.token = "x.y.z"
    assert statuses(frame) == {403}, "a shop without a key, too"
    rotate_identity(actor=ines(shop.pk, Role.OWNER), at=AT)
    assert statuses(frame) == {403}


def test_whom_the_site_vouches_for_finds_their_conversation_in_every_browser(shop: Shop, secret: str) -> None:
    token = a_token(secret=secret, name="Alice Martin", email="alice@example.com")
    alice = entered(token=token)
    alice.post("say/", body="Ma question", name="Mallory", email="mallory@example.com")
    person = Participant.objects.get()
    assert (person.name, person.email, person.is_verified) == ("Alice Martin", "alice@example.com", True)
    assert "Ma question" in entered(token=token).get().content.decode()
    other = entered(token=a_token(secret=secret, sub="43"))
    assert "Ma question" not in other.get().content.decode()
    other.key = alice.key  # another person has signed in on the site: the old key is not theirs
    assert statuses(other) - {200} == {403}
    assert "Ma question" not in other.get().content.decode()
    assert alice.post("contact/", email="mallory@example.com").status_code == 403


def test_an_anonymous_chat_never_becomes_somebody_s(shop: Shop) -> None:
    secret = rotate_identity(actor=ines(shop.pk, Role.OWNER), at=AT)
    frame = entered()
    frame.post("say/", body="Écrit avant de me connecter")
    frame.token = a_token(secret=secret)
    assert frame.get().status_code == 403
    assert frame.enter().status_code == 200
    assert "avant" not in frame.get().content.decode()
    assert Participant.objects.get().is_verified is False


def test_a_new_key_ends_what_the_old_one_vouched_for(shop: Shop, secret: str) -> None:
    alice = entered(token=a_token(secret=secret))
    alice.post("say/", body="Bonjour")
    again = rotate_identity(actor=ines(shop.pk, Role.OWNER), at=AT + timedelta(seconds=1))
    assert again != secret
    with time_machine.travel(AT + timedelta(minutes=1)):
        assert statuses(alice) == {403}
        alice.token = a_token(secret=again)
        assert alice.enter().status_code == 200
    drop_identity(actor=ines(shop.pk, Role.OWNER), at=AT + timedelta(minutes=2))
    with time_machine.travel(AT + timedelta(minutes=3)):
        assert statuses(alice) == {403}


def test_an_identity_ends_with_its_day(shop: Shop, secret: str) -> None:
    alice = entered(token=a_token(secret=secret))
    alice.token = ""  # exchanged for the key: the page need not say it each time
    assert alice.post("say/", body="Bonjour").status_code == 200
    with time_machine.travel(AT + timedelta(hours=25)):
        alice.load()
        assert statuses(alice) == {403}


def test_a_shop_whose_chat_is_off_begins_nothing_on_other_sites_and_says_so(shop: Shop) -> None:
    frame = entered()
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(is_on=False, allowed_origins=[SITE]))
    assert statuses(frame) == {404}
    late = Frame()
    assert late.load().status_code == 200
    assert "fermée" in late.enter().json()["problems"][0]
    assert Frame(site="https://elsewhere.example").load().status_code == 403
    assert Client().get("/embed/nobody/widget.js").status_code == 404
    assert Client().get("/embed/nobody/fr/frame/").status_code == 404


def test_whoever_writes_on_another_site_finishes_when_the_chat_is_switched_off(shop: Shop) -> None:
    frame = entered()
    frame.post("say/", body="Bonjour")
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(is_on=False, allowed_origins=[SITE]))
    assert frame.load().status_code == 200
    assert frame.enter().json()["key"] == ""
    assert frame.post("say/", body="Et encore ceci").status_code == 200
    assert "Et encore ceci" in frame.get().content.decode()
    frame.post("end/")
    assert statuses(frame) == {404}, "once it is forgotten, no other is begun"


def test_earlier_messages_are_reached_in_the_frame_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reprise.web.chat.rows.MOST", 2)
    frame = entered()
    for number in range(5):
        frame.post("say/", body=f"mot {number}")
    newest = frame.get().content.decode()
    assert ("mot 4" in newest, "mot 2" in newest) == (True, False)
    before = re.search(r"chat/\?before=(\d+)", newest)
    assert before
    assert "mot 2" in frame.get(before=before[1]).content.decode()


def test_a_character_no_table_holds_is_written_nowhere_by_way_of_the_frame(shop: Shop) -> None:
    frame = entered()
    assert frame.post("say/", body="Bon\x00jour", name="A\x00lice").status_code == 200
    assert frame.post("contact/", name="A\x00lice", email="a\x00@example.com").status_code == 422
    assert frame.post("contact/", name="B\x00ob", email="bob@example.com").status_code == 200
    assert (Participant.objects.get().name, Message.objects.get().body) == ("Bob", "Bonjour")
