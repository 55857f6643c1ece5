"""A return asked for in the chat: the questions of the pages, kept at each step, one case, and the thread knows."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.evidence.models import Evidence
from reprise.apps.notifications.models import Mail
from reprise.web.chat.tests.visitors import answer, say, the_thread
from reprise.web.portal.returning.tests.asking import (
    CHAT,
    OPEN,
    RETURN,
    bought,
    key_in,
    post,
    proved,
    to_the_rights,
)
from reprise.workflows.tests.builders import goods
from tests.journeys.customers import a_photo
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def test_a_return_is_opened_in_the_chat_and_its_conversation_becomes_the_thread(client: Client) -> None:
    order = bought()
    say(client, "Mon sécheur est fendu, que faire ?")
    rights = to_the_rights(client, proved(client), order)
    card = client.get(rights).content.decode()
    assert "Envoyer ma demande" in card
    done = post(client, rights)
    case = Case.objects.get()
    page = client.get(done).content.decode()
    assert case.reference in page
    assert f"/c/{case.reference}/" in page
    assert (case.channel, case.contact_email) == ("chat", "alice@example.com")
    thread = the_thread(order.shop)
    assert (thread.kind, thread.case_id) == ("case", case.pk)
    line = Message.objects.get(conversation=thread, client_id=f"return:{case.pk}")
    assert case.reference in line.body
    assert "Article 1" in line.body
    assert (line.author_kind, line.internal) == ("system", False)  # both sides read it
    assert f"/c/{case.reference}/" in client.get(CHAT).content.decode()  # and the visitor follows it


def test_who_has_said_nothing_begins_the_conversation_with_the_return(client: Client) -> None:
    order = bought()
    post(client, to_the_rights(client, proved(client), order))
    thread = the_thread(order.shop)
    assert thread.case_id == Case.objects.get().pk
    alice = Participant.objects.get(conversation=thread)
    assert (alice.email, alice.is_verified) == ("alice@example.com", True)
    assert Case.objects.get().reference in client.get(CHAT).content.decode()


def test_pressing_twice_opens_one_case_and_says_it_once(client: Client) -> None:
    order = bought()
    rights = to_the_rights(client, proved(client), order)
    first, second = post(client, rights), post(client, rights)
    assert first == second
    assert Case.objects.count() == 1
    assert Message.objects.filter(client_id__startswith="return:").count() == 1
    assert Mail.objects.filter(letter="request_received").count() == 1


def test_pressed_twice_at_once_by_who_said_nothing_before_it_is_one_case_and_one_thread(client: Client) -> None:
    order = bought()
    rights = to_the_rights(client, proved(client), order)
    twin = Client()
    twin.cookies.update(client.cookies)  # as they were when both were pressed: neither brings a chat along
    first = post(client, rights)
    RequestDraft.objects.update(case=None)  # the second had read it before the first was done
    assert post(twin, rights) == first
    case = Case.objects.get()
    assert Message.objects.filter(client_id=f"return:{case.pk}").count() == 1
    for browser in (client, twin):
        assert case.reference in browser.get(CHAT).content.decode()
    verified = Participant.objects.filter(conversation__case=case, is_verified=True)
    assert [person.email for person in verified] == ["alice@example.com"]


def test_the_pages_go_on_where_the_chat_stopped_and_the_chat_where_the_pages_did(client: Client) -> None:
    order = bought()
    reason = post(client, proved(client), line=str(goods(order)[0].pk))
    key = key_in(reason)
    here = f"/fr/s/atelier-lamelle/request/{key}/"
    on_the_pages = client.get(f"{here}rights/").headers["Location"]
    assert on_the_pages == f"{here}reason/{goods(order)[0].pk}/"
    safety = post(client, on_the_pages, reason="other", description="Fendu.")
    assert safety == f"{here}safety/"
    back = client.get(RETURN)  # the only order, with an unfinished request: it goes on at once
    assert client.get(back.headers["Location"]).headers["Location"] == f"{RETURN}{key}/safety/"
    assert RequestDraft.objects.count() == 1


def test_a_second_return_in_the_same_conversation_has_a_thread_of_its_own(client: Client) -> None:
    order = bought()
    post(client, to_the_rights(client, proved(client), order))
    other = goods(order)[1].pk
    path = client.get(post(client, RETURN, order=str(order.pk))).headers["Location"]
    path = post(client, path, line=str(other))
    path = post(client, path, reason="other", description="Il casse.")
    path = post(client, path, danger="no")
    post(client, post(client, post(client, path, wish=""), do="next"))
    first, second = Case.objects.order_by("pk")
    thread = Conversation.objects.get(kind="case", case=first)
    said = Message.objects.filter(conversation=thread, client_id__startswith="return:")
    assert [line.client_id for line in said.order_by("pk")] == [f"return:{first.pk}", f"return:{second.pk}"]
    assert f"/c/{second.reference}/" in client.get(CHAT).content.decode()


def test_photos_go_with_the_request_and_are_shown_before_it_is_sent(client: Client) -> None:
    order = bought()
    path = post(client, proved(client), line=str(goods(order)[0].pk))
    path = post(client, path, reason="other", description="Fendu.")
    evidence = post(client, post(client, path, danger="no"), wish="")
    photo = SimpleUploadedFile("fente.jpg", a_photo(), content_type="image/jpeg")
    added = client.post(evidence, {"do": "add", "shot-overview": photo}, headers=OPEN)
    assert added.status_code == 200
    file_id = RequestDraft.objects.get().data["files"][0]
    small = f"{RETURN}{key_in(evidence)}/files/{file_id}/"
    assert small in added.content.decode()
    assert client.get(small)["Content-Type"] == "image/jpeg"
    assert Client().get(small).status_code == 403
    post(client, post(client, evidence, do="next"))
    assert Evidence.objects.get().file_id == file_id


def test_a_change_of_mind_is_led_to_the_statutory_function_and_never_questioned(client: Client) -> None:
    order = bought()
    reason = post(client, proved(client), line=str(goods(order)[0].pk))
    page = client.get(reason).content.decode()
    assert f"/fr/s/atelier-lamelle/withdraw/?order={order.pk}" in page
    assert 'value="withdraw"' not in page
    refused = client.post(reason, {"reason": "withdraw"})
    assert refused.status_code == 422
    draft = RequestDraft.objects.get()
    draft.data["lines"] = {str(goods(order)[0].pk): {"claim": "withdraw"}}  # said on the pages
    draft.save()
    aside = client.get(f"{RETURN}{draft.key}/rights/").headers["Location"]
    assert aside == f"{RETURN}{draft.key}/withdraw/"
    assert "/withdraw/?order=" in client.get(aside).content.decode()
    assert client.post(f"{RETURN}{draft.key}/rights/").headers["Location"] == aside
    assert not Case.objects.exists()


def test_an_open_chat_gets_a_part_and_not_a_page(client: Client) -> None:
    bought()
    part = client.get(RETURN, headers=OPEN).content.decode()
    assert "data-return-sheet" in part
    assert "<html" not in part
    assert "<html" in client.get(RETURN).content.decode()


def test_somebody_else_in_the_conversation_does_not_read_the_case(client: Client) -> None:
    order = bought()
    say(client, "Bonjour")
    thread = the_thread(order.shop)
    Participant.objects.create(
        conversation=thread, role="helper", name="Bob", email="bob@example.com", is_verified=True, created_at=AT
    )
    post(client, to_the_rights(client, proved(client), order))
    thread.refresh_from_db()
    assert (thread.kind, thread.case_id) == ("question", None)
    assert Message.objects.filter(conversation=thread, client_id__startswith="return:").exists()


def test_the_case_link_is_shown_to_nobody_who_did_not_prove_the_order(client: Client) -> None:
    order = bought()
    say(client, "Bonjour")
    post(client, to_the_rights(client, proved(client), order))
    case = Case.objects.get()
    session = client.session
    session["orders"] = {}
    session.save()
    page = client.get(CHAT).content.decode()
    assert case.reference in page
    assert f"/c/{case.reference}/" not in page


def test_an_answer_of_staff_still_comes_to_the_chat(client: Client) -> None:
    order = bought()
    post(client, to_the_rights(client, proved(client), order))
    answer(order.shop, the_thread(order.shop), "Nous regardons.")
    assert "Nous regardons." in client.get(CHAT).content.decode()
