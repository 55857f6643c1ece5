"""Conversations put where they belong: with a case, together, apart again; and several at once."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import ChatSettings, Conversation, Message, Participant
from reprise.apps.search.services.forget import forget
from reprise.web.backoffice.tests.forms import address, form_at
from reprise.web.backoffice.tests.talking import LIST, asked, names_in, page, soon, visitor
from reprise.web.backoffice.tests.test_opening import answers
from reprise.workflows import search_index
from reprise.workflows.converse import say
from reprise.workflows.tests.builders import asked as requested

pytestmark = pytest.mark.django_db


def bodies(one: Conversation) -> list[str]:
    said = Message.objects.filter(conversation=one).exclude(author_kind="system", internal=True)
    return list(said.order_by("sequence").values_list("body", flat=True))


def test_a_question_becomes_the_conversation_of_its_case(desk: Client, shop: Shop, order: Order) -> None:
    one, case = asked(shop), requested(order)
    sent = {"reference": case.reference.lower(), "vouched": "on"}
    answer = desk.post(page(one, "case/"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == address(case)
    assert "Où est mon colis ?" in answer.content.decode()
    one.refresh_from_db()
    assert (one.case_id, one.kind) == (case.pk, "case")


def test_a_case_of_nobody_s_is_not_found_and_nothing_typed_is_lost(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    answer = desk.post(page(one, "case/"), {"reference": "RP-2222-2222"})
    assert answer.status_code == 404
    assert "RP-2222-2222" in answer.content.decode()


def test_a_case_opened_from_a_conversation_takes_it_along(desk: Client, shop: Shop, order: Order) -> None:
    one = asked(shop, "Elle est cassée.", subject="Pièce cassée")
    where = f"?conversation={one.key}"
    pick = desk.get(f"/fr/desk/atelier-lamelle/cases/new/{where}").content.decode()
    url = f"/fr/desk/atelier-lamelle/orders/{order.pk}/case/{where}"
    assert url in pick
    looked = desk.post(url, {**answers(order), "step": "look"})
    assert "Pièce cassée" in looked.content.decode()
    seen = str(looked.context["form"]["looked"].value())
    desk.post(url, {**answers(order), "step": "open", "looked": seen})
    case = Case.objects.get()
    one.refresh_from_db()
    assert one.case_id == case.pk
    assert bodies(one) == ["Elle est cassée.", "Très aimable, rappellera lundi."]


def test_two_questions_of_one_person_become_one_and_apart_again(desk: Client, shop: Shop) -> None:
    one, two = asked(shop, "Bonjour"), asked(shop, "Encore moi", at=soon(5))
    desk.post(page(two, "merge/"), {"other": str(one.key)})
    assert bodies(one) == ["Bonjour", "Encore moi"]
    two.refresh_from_db()
    assert two.state == ThreadState.MERGED
    assert desk.get(page(two)).headers["Location"] == page(one)
    form = form_at(desk, page(one, "split/"))
    desk.post(page(one, "split/"), {**form, "messages": ["2"]})
    assert bodies(one) == ["Bonjour"]
    assert bodies(two) == ["Encore moi"]
    assert desk.get(page(two)).status_code == 200


def test_people_nobody_proved_are_merged_only_when_somebody_vouches(desk: Client, shop: Shop) -> None:
    one, two = asked(shop, "Bonjour", proved=False), asked(shop, "Encore moi", proved=False)
    refused = desk.post(page(two, "merge/"), {"other": str(one.key)})
    assert refused.status_code == 409
    desk.post(page(two, "merge/"), {"other": str(one.key), "vouched": "on"})
    assert bodies(one) == ["Bonjour", "Encore moi"]


def chosen(*some: Conversation, **more: str) -> dict[str, object]:
    return {"conversation": [str(one.key) for one in some], **more}


def test_several_are_given_put_off_and_closed_at_once(desk: Client, shop: Shop, ines: Person) -> None:
    one, two = asked(shop, name="One"), asked(shop, name="Two")
    assert "One" in desk.post(f"{LIST}bulk/", chosen(one, two, deed="assign")).content.decode()
    desk.post(f"{LIST}bulk/", chosen(one, two, deed="assign", step="do", person=str(ines.pk), client_id="a"))
    assert len(names_in(desk, "?view=mine")) == 2
    desk.post(f"{LIST}bulk/", chosen(one, deed="snooze", step="do", until="tomorrow", client_id="b"))
    assert names_in(desk) == ["Two"]
    desk.post(f"{LIST}bulk/", chosen(two, deed="close", step="do", client_id="c"))
    assert names_in(desk) == []
    assert names_in(desk, "?view=closed") == ["Two"]


def test_several_become_the_one_that_stays(desk: Client, shop: Shop) -> None:
    one, two, three = asked(shop, "1"), asked(shop, "2"), asked(shop, "3")
    desk.post(f"{LIST}bulk/", chosen(one, two, three, deed="merge", step="do", into=str(two.key), client_id="a"))
    assert bodies(two) == ["2", "1", "3"]


def test_what_is_refused_in_one_is_told_and_undoes_nothing_of_the_others(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    answer = desk.post(
        f"{LIST}bulk/",
        chosen(one, deed="snooze", step="do", until="own", own="2001-01-01T10:00", client_id="a"),
        follow=True,
    )
    assert answer.status_code == 200
    assert names_in(desk) == ["Alice Martin"]


@pytest.mark.parametrize("keys", [[], ["nonsense"], ["00000000-0000-4000-8000-000000000000"]])
def test_nothing_chosen_does_nothing(desk: Client, shop: Shop, keys: list[str]) -> None:
    asked(shop)
    answer = desk.post(f"{LIST}bulk/", {"deed": "close", "step": "do", "conversation": keys}, follow=True)
    assert answer.status_code == 200
    assert names_in(desk) == ["Alice Martin"]


def test_the_first_words_of_a_case_begin_its_conversation(desk: Client, order: Order) -> None:
    case = requested(order)
    desk.post(address(case, "say/"), {"body": "Bonjour, nous regardons.", "from": "case"})
    desk.post(address(case, "say/"), {"body": "Client fidèle.", "as_what": "note", "from": "case"})
    thread = Conversation.objects.get(case=case)
    assert bodies(thread) == ["Bonjour, nous regardons.", "Client fidèle."]
    text = desk.get(address(case)).content.decode()
    assert "Client fidèle." in text
    assert f'data-key="{thread.key}"' in text


def test_an_empty_first_word_begins_nothing(desk: Client, order: Order) -> None:
    case = requested(order)
    desk.post(address(case, "say/"), {"body": "   ", "from": "case"})
    assert not Conversation.objects.filter(case=case).exists()


def test_new_questions_are_given_out_once_a_shop_says_so(desk: Client, shop: Shop, ines: Person) -> None:
    ChatSettings.objects.create(shop=shop, shares_out=True)
    one = asked(shop, "Un")
    Conversation.objects.filter(pk=one.pk).update(waits_since=None)
    person = Participant.objects.get(conversation=one)
    one.refresh_from_db()
    say(actor=visitor(person), conversation=one, body="Deux", at=soon(9), participant=person)
    one.refresh_from_db()
    assert one.assignee_id == ines.pk
    desk.post(f"{LIST}sharing/me/", {"takes": "no"})
    two = asked(shop, "Trois")
    desk.post(f"{LIST}sharing/now/")
    two.refresh_from_db()
    assert two.assignee_id is None


def test_only_who_keeps_the_settings_says_who_takes_part(desk: Client, shop: Shop) -> None:
    assert desk.get(f"{LIST}sharing/").status_code == 403


def test_a_case_keeps_one_conversation_whoever_writes_first(desk: Client, order: Order) -> None:
    case: Case = requested(order)
    for body in ("Un", "Deux"):
        desk.post(address(case, "say/"), {"body": body, "from": "case"})
    assert Conversation.objects.filter(case=case).count() == 1


def test_a_question_is_found_by_its_words_and_whoever_asked(desk: Client, shop: Shop) -> None:
    one = asked(shop, "La buse est bouchée depuis lundi.", name="Émilie Durand", email="emilie@example.com")
    search_index.look({}, at=soon(1))
    for words in ("buses bouchees", "durand", "emilie@example.com"):
        text = desk.get("/fr/desk/atelier-lamelle/search/", {"q": words}).content.decode()
        assert page(one) in text, words
    forget(at=soon(2), conversation_ids=[one.pk])
    assert page(one) not in desk.get("/fr/desk/atelier-lamelle/search/", {"q": "durand"}).content.decode()


def test_the_first_page_of_the_day_says_who_waits(desk: Client, shop: Shop) -> None:
    assert "rp-waiting" not in desk.get("/fr/desk/atelier-lamelle/").content.decode()
    asked(shop, "Je prends un avocat.")
    text = desk.get("/fr/desk/atelier-lamelle/").content.decode()
    assert "1 client attend une réponse" in text
    assert "?view=alarms" in text
