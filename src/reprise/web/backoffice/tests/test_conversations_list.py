"""The list of conversations: who waits comes first, and every tab holds what it says."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.services.promise_reply import promise_reply
from reprise.apps.conversations.kinds import Alarm, Channel
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.snooze import snooze
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import IN_PAGE, LIST, add, asked, names_in, page, soon
from reprise.workflows.tests.builders import ines as ines_at
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db


class Promised:
    """What a shop promised."""

    zone, version = "Europe/Paris", 1

    def __init__(self, minutes: int) -> None:
        self.reply_by = soon(minutes)

    def kept(self) -> list[dict[str, object]]:
        return []


def promise(one: Conversation, minutes: int) -> None:
    promise_reply(
        shop_id=one.shop_id, case_id=None, conversation_id=one.pk, promise=Promised(minutes), at=one.created_at
    )


def answered(one: Conversation) -> None:
    Conversation.objects.filter(pk=one.pk).update(waits_since=None)


def test_whoever_waits_is_there_and_whoever_has_an_answer_is_not(desk: Client, shop: Shop) -> None:
    asked(shop, name="Alice Martin")
    answered(asked(shop, name="Bob", at=soon(-5)))
    assert names_in(desk) == ["Alice Martin"]
    assert names_in(desk, "?view=open") == ["Alice Martin", "Bob"]


def test_missed_promises_come_first_then_alarms_then_what_is_due_soonest(desk: Client, shop: Shop) -> None:
    asked(shop, name="Waits long", at=soon(-600))
    promise(asked(shop, name="Due later", at=soon(0)), 300)
    promise(asked(shop, name="Due soon", at=soon(1)), 70)
    asked(shop, "Je prends un avocat demain.", name="Threatens", at=soon(2))
    promise(asked(shop, name="Missed", at=soon(3)), 30)
    assert names_in(desk) == ["Missed", "Threatens", "Waits long", "Due soon", "Due later"]


def test_a_page_says_how_late_a_promise_is(desk: Client, shop: Shop) -> None:
    promise(asked(shop), 30)
    text = desk.get(LIST).content.decode()
    assert "30\u00a0min de retard" in text


def test_each_tab_holds_what_it_says(desk: Client, shop: Shop, ines: Person) -> None:
    mine, asleep, done = asked(shop, name="Mine"), asked(shop, name="Asleep"), asked(shop, name="Done")
    asked(shop, name="Nobody has it")
    assign_conversation(actor=system(shop.pk), conversation=mine, person_id=ines.pk, at=soon(1))
    snooze(actor=ines_at(shop.pk), conversation=asleep, until=LATER + timedelta(days=1), at=soon(1))
    close(actor=ines_at(shop.pk), conversation=done, at=soon(1))
    assert names_in(desk, "?view=mine") == ["Mine"]
    assert names_in(desk, "?view=nobody") == ["Nobody has it"]
    assert names_in(desk, "?view=snoozed") == ["Asleep"]
    assert names_in(desk, "?view=closed") == ["Done"]


def test_a_snooze_that_is_over_waits_again_even_before_the_clock_wakes_it(desk: Client, shop: Shop) -> None:
    snooze(actor=ines_at(shop.pk), conversation=asked(shop), until=soon(30), at=soon(1))
    assert names_in(desk) == ["Alice Martin"]
    assert names_in(desk, "?view=snoozed") == []


def test_a_word_of_the_customer_wakes_it_before(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    snooze(actor=ines_at(shop.pk), conversation=one, until=LATER + timedelta(days=3), at=soon(1))
    add(one, None, "Toujours rien ?", at=soon(5))
    assert names_in(desk) == ["Alice Martin"]


def test_the_filter_looks_at_names_addresses_subjects_language_and_channel(desk: Client, shop: Shop) -> None:
    asked(shop, name="Bob Stone", email="bob@farm.example", subject="Warped part", language="en", channel=Channel.MAIL)
    asked(shop, name="Émilie", email="emilie@example.com", subject="Facture")
    assert names_in(desk, "?words=stone") == ["Bob Stone"]
    assert names_in(desk, "?words=farm.example") == ["Bob Stone"]
    assert names_in(desk, "?words=facture") == ["Émilie"]
    assert names_in(desk, "?language=en") == ["Bob Stone"]
    assert names_in(desk, "?channel=mail&words=warped+bob") == ["Bob Stone"]


@pytest.mark.parametrize(
    "query", ["?view=nothing", "?after=x~y~z", "?after=1~9999-99-99T00:00~5", "?assignee=0x1", "?channel=<b>"]
)
def test_an_address_that_makes_no_sense_asks_for_nothing(desk: Client, shop: Shop, query: str) -> None:
    asked(shop)
    assert names_in(desk, query) == ["Alice Martin"]


def test_every_conversation_is_on_one_page_and_on_one_only(desk: Client, shop: Shop) -> None:
    for number in range(47):
        one = asked(shop, name=f"Customer {number}", email="", at=soon(number % 5))
        if number % 3 == 0:
            promise(one, 30 if number % 2 else 200)
    seen, query = list[str](), ""
    while True:
        answer = desk.get(LIST + query)
        seen += [line.who for line in answer.context["lines"]]
        query = answer.context["next_query"]
        if not query:
            break
    assert sorted(seen) == sorted(f"Customer {number}" for number in range(47))


def test_a_conversation_of_another_shop_is_nowhere(desk: Client, shop: Shop) -> None:
    other = Shop.objects.create(slug="voisin", name="Voisin", country="FR")
    theirs = asked(other, name="Stranger")
    assert names_in(desk) == []
    assert desk.get(page(theirs)).status_code == 404


def test_whoever_only_looks_has_no_boxes_to_tick(shop: Shop) -> None:
    asked(shop)
    text = at_the_desk(somebody(shop, Role.VIEWER)).get(LIST).content.decode()
    assert "Alice Martin" in text
    assert "data-bulkbar" not in text


def test_the_list_takes_as_many_queries_for_forty_as_for_two(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        promise(asked(shop, name=f"Customer {number}", at=soon(number)), 200)
    with django_assert_max_num_queries(22):
        desk.get(LIST)


def test_an_open_page_asks_for_the_list_alone(desk: Client, shop: Shop) -> None:
    one = asked(shop)
    text = desk.get(f"{LIST}?open={one.key}", headers=IN_PAGE).content.decode()
    assert "<html" not in text
    assert "data-inbox-tabs" in text
    assert "is-open" in text


def test_the_frame_counts_who_waits(desk: Client, shop: Shop) -> None:
    asked(shop)
    answered(asked(shop, name="Bob"))
    assert desk.get("/fr/desk/atelier-lamelle/orders/").context["counts"]["conversations"] == 1


def test_what_marks_a_conversation_without_a_subject_stands_beside_its_name(desk: Client, shop: Shop) -> None:
    asked(shop, "De la fumée sort de l’imprimante.", name="Alice Martin")
    named = asked(shop, "De la fumée sort de l’imprimante.", name="Bob", subject="Fumée")
    Conversation.objects.update(alarms=[Alarm.SAFETY.value])
    text = desk.get(LIST).content.decode()
    assert text.count('<span class="rp-conv-about">') == 1, "no line of its own for a mark"
    assert text.count("is-danger") >= 2
    with_subject = text[text.index(str(named.key)) :]
    assert "rp-conv-about" in with_subject[: with_subject.index("</li>")]
