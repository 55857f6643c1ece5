"""Programs read and write conversations: numbers to go on from, no answer past a newer word, keys that lead on."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.services.merge import merge
from reprise.apps.conversations.tests.talking import a_question
from reprise.apps.notifications.models import Mail
from reprise.workflows.converse import say
from reprise.workflows.tests.builders import ines
from tests.api.programs import Program, a_program, answer, bruno_s_shop
from tests.journeys.customers import a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return bruno_s_shop()


@pytest.fixture
def program(shop: Shop) -> Program:
    return a_program(shop)


def asked(shop: Shop, *words: str) -> str:
    """The address of a conversation in which Camille said something."""
    question, camille = a_question(shop)
    for word in words:
        say(actor=camille, conversation=question, body=word, at=timezone.now())
    return f"/conversations/{question.key}"


def test_what_waits_is_found_and_answered(shop: Shop, program: Program) -> None:
    talk = asked(shop, "Bonjour")
    [found] = answer(program.get("/conversations", waiting=True))["items"]
    assert talk.endswith(found["key"])
    assert answer(program.post(f"{talk}/messages", {"body": "Bonjour Camille", "client_id": "a"}))["channel"] == "api"
    answer(program.post(f"{talk}/messages", {"body": "Bonjour Camille", "client_id": "a"}))
    assert answer(program.get("/conversations", waiting=True))["items"] == []
    told = answer(program.get(talk))
    assert (told["sequence"], told["case"], told["state"]) == (2, None, "open")
    assert [one["email"] for one in told["participants"]] == ["camille@example.com"]


def test_a_thread_is_read_on_from_a_number(shop: Shop, program: Program) -> None:
    talk = asked(shop, "1", "2", "3", "4", "5")
    first = answer(program.get(f"{talk}/messages", limit=2))
    rest = answer(program.get(f"{talk}/messages", after=first["next"], limit=50))
    assert [one["body"] for one in first["items"] + rest["items"]] == ["1", "2", "3", "4", "5"]
    assert rest["next"] is None


def test_an_answer_to_something_older_is_a_conflict(shop: Shop, program: Program) -> None:
    talk = asked(shop, "Un", "Deux")
    refused = program.post(f"{talk}/messages", {"body": "Réponse", "seen": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "newer_message")
    assert program.post(f"{talk}/messages", {"body": "Réponse", "seen": 2}).status_code == 201


def test_the_key_of_one_that_was_merged_leads_on(shop: Shop, program: Program) -> None:
    (one, _), (two, _) = a_question(shop), a_question(shop)
    merge(actor=ines(shop.pk), source=one, target=two, at=timezone.now())
    assert answer(program.get(f"/conversations/{one.key}"))["key"] == str(two.key)
    assert [found["key"] for found in answer(program.get("/conversations"))["items"]] == [str(two.key)]
    assert answer(program.get("/conversations", state="merged"))["items"][0]["key"] == str(one.key)


def test_a_file_goes_through_the_gate_and_comes_back(shop: Shop, program: Program) -> None:
    talk = asked(shop, "Une photo ?")
    said = answer(program.post(f"{talk}/files", {"file": SimpleUploadedFile("coin.jpg", a_photo()), "body": "Voici"}))
    [file] = said["files"]
    got = program.get(f"/conversations/files/{file['id']}")
    assert got["Content-Type"] == "image/jpeg"
    assert b"".join(got.streaming_content)
    poison = SimpleUploadedFile("facture.pdf", b"MZ\x90\x00 not a pdf at all")
    assert program.post(f"{talk}/files", {"file": poison}).status_code == 422
    odd = {"file": SimpleUploadedFile("coin.jpg", a_photo()), "channel": "mail"}
    assert program.post(f"{talk}/files", odd).status_code == 422


def test_a_note_stays_with_the_staff(shop: Shop, program: Program) -> None:
    talk = asked(shop, "Bonjour")
    assert answer(program.post(f"{talk}/messages", {"body": "SECRET", "internal": True}))["internal"] is True
    answer(program.post(f"{talk}/transcripts", {}))
    assert all("SECRET" not in mail.text + mail.html for mail in Mail.objects.all())


@pytest.mark.parametrize(
    "body",
    [
        {}, {"body": ""}, {"body": " \u202e "}, {"body": "x" * 10_001}, {"body": "a\x00b"}, {"body": "x", "seen": -1},
        {"body": "x", "author_kind": "customer"},
    ],
)  # fmt: skip
def test_bad_words_are_refused_with_their_field(shop: Shop, program: Program, body: dict[str, object]) -> None:
    assert program.post(f"{asked(shop, 'Bonjour')}/messages", body).status_code == 422


def test_keys_that_lead_nowhere_look_missing(shop: Shop, program: Program) -> None:
    talk = asked(shop, "Bonjour")
    assert program.get(f"/conversations/{uuid.uuid4()}").status_code == 404
    assert program.get("/conversations/files/999999").status_code == 404
    assert program.get("/conversations", case="RP-2222-2222").status_code == 404
    assert program.post(f"{talk}/participants/999/departures", {}).status_code == 404
    assert a_program(shop, [Right.MESSAGES_WRITE]).get(talk).status_code == 403
