"""A question while nobody is there: its promise is in the agenda, the calendar, the summary and on the home page."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.calendar_feeds import path_of
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import CalendarFeed, Deadline
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.forget import forget
from reprise.readmodels.deadline_words import why_this_day
from reprise.readmodels.reminders.digest import digests
from reprise.readmodels.reminders.shops import calendars
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.converse import say
from reprise.workflows.tests.builders import alice_at, asked
from reprise.workflows.tests.builders import ines as ines_acting
from reprise.workflows.write_message import write
from tests.support.hours import with_hours

pytestmark = pytest.mark.django_db
WRITTEN = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)  # Monday evening in Paris
DUE = datetime(2026, 11, 24, 14, tzinfo=UTC)  # nine to noon and an hour: three in the afternoon
BEFORE, AFTER = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.fixture
def marc(shop: Shop) -> Person:
    return somebody(shop, Role.OWNER, "marc@example.com")


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def a_question(shop: Shop, name: str = "Alice Martin", moment: datetime = WRITTEN) -> Conversation:
    """Somebody asks in the chat, with no order and no case."""
    conversation, person = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name=name, email="alice@example.com", is_verified=False,
        role=PartRole.VISITOR, at=moment, subject="Une question de buse",
    )  # fmt: skip
    visitor = customer_of_conversation(shop.pk, conversation.pk, name, participant_id=person.pk)
    say(actor=visitor, conversation=conversation, body="Quelle buse pour le nylon ?", at=moment, participant=person)
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def question(shop: Shop) -> Conversation:
    with_hours(shop, at=WRITTEN - timedelta(days=30))
    return a_question(shop)


@pytest.fixture(autouse=True)
def afternoon() -> Iterator[None]:
    with at(AFTER):
        yield


def read(client: Client, shop: Shop, name: str, **query: str) -> str:
    page = client.get(reverse(f"desk:{name}", args=[shop.slug]), query)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.content.decode().replace("\u00a0", " "))


def test_the_promise_is_a_date_that_says_why_it_is_that_minute(question: Conversation) -> None:
    row = Deadline.objects.get(conversation_id=question.pk)
    assert (row.case_id, row.due_at) == (None, DUE)
    steps = [step.replace("\u00a0", " ") for step in why_this_day(row)]
    assert steps[0] == "Écrit le lundi 23 novembre 2026 à 20 h 30."
    assert steps[-1] == "Réponse avant le mardi 24 novembre 2026, 15 h."


def test_a_missed_promise_stands_before_every_other_date(
    question: Conversation, shop: Shop, order: Order, desk: Client
) -> None:
    late = asked(order)
    Deadline.objects.filter(case=late, name="decision").update(due_on="2026-11-01", due_at="2026-11-02T00:00Z")
    page = read(desk, shop, "agenda")
    assert re.findall(r"rp-agenda-part is-(\w+)", page)[:2] == ["missed", "late"]
    assert page.index("Alice Martin") < page.index(late.reference)
    assert reverse("desk:conversation", args=[shop.slug, question.key]) in page
    assert "2 h 30 de retard" in page
    assert "2 dates sont passées" in page
    with at(BEFORE):
        page = read(desk, shop, "agenda")
    assert re.findall(r"rp-agenda-part is-(\w+)", page)[:2] == ["late", "today"]
    assert "aujourd’hui, 15 h" in page


def test_the_home_page_begins_with_missed_promises_and_says_nothing_when_all_are_kept(
    question: Conversation, shop: Shop, desk: Client
) -> None:
    page = read(desk, shop, "overview")
    assert "Réponses promises et manquées" in page
    assert page.index("Alice Martin") < page.index("Une question de buse")
    with at(BEFORE):
        assert "Réponses promises et manquées" not in read(desk, shop, "overview")
    answer = ines_acting(shop.pk)
    say(actor=answer, conversation=question, body="Une buse en acier.", at=AFTER)
    assert "Réponses promises et manquées" not in read(desk, shop, "overview")
    assert Deadline.objects.get(conversation_id=question.pk).state == "missed"


def test_an_answer_in_time_keeps_it_and_closing_drops_it(shop: Shop, question: Conversation) -> None:
    say(actor=ines_acting(shop.pk), conversation=question, body="Une buse en acier.", at=BEFORE)
    assert Deadline.objects.get(conversation_id=question.pk).state == "met"
    other = a_question(shop, "Bob")
    close(actor=ines_acting(shop.pk), conversation=other, at=BEFORE)
    assert Deadline.objects.get(conversation_id=other.pk).state == "dropped"


def test_nobody_is_reminded_of_somebody_who_was_erased(question: Conversation, shop: Shop, desk: Client) -> None:
    forget(at=AFTER, shop_id=shop.pk, email="alice@example.com", conversation_ids=[question.pk])
    row = Deadline.objects.get(conversation_id=question.pk)
    assert (row.state, row.why) == ("dropped", "erased")
    assert "Réponses promises et manquées" not in read(desk, shop, "overview")


def test_a_message_in_a_case_is_promised_an_answer_on_the_case_too(shop: Shop, order: Order, desk: Client) -> None:
    with_hours(shop, at=WRITTEN - timedelta(days=30))
    case = asked(order)
    write(actor=alice_at(case), case=case, body="Où en êtes-vous ?", at=BEFORE)
    row = Deadline.objects.get(name="promised")
    assert (row.case_id, row.due_at) == (case.pk, datetime(2026, 11, 24, 15, tzinfo=UTC))
    token = case_token(settings.SECRET_KEY, case.pk, case.link_key)
    theirs = Client().get(reverse("portal:case", args=[shop.slug, case.reference, token])).content.decode()
    assert "Nous répondons à votre message" in theirs
    assert "2026, 16\u00a0h</b>" in theirs
    page = desk.get(reverse("desk:case", args=[shop.slug, case.reference])).content.decode()
    assert "Réponse à un message" in page
    home = read(desk, shop, "overview")
    assert case.reference in home
    assert re.search(r"En retard</dt> <dd> <b>1</b>", home)


def test_my_dates_are_those_of_the_questions_given_to_me(
    question: Conversation, shop: Shop, desk: Client, ines: Person, marc: Person
) -> None:
    Conversation.objects.filter(pk=question.pk).update(assignee=ines)
    assert "Alice Martin" in read(desk, shop, "agenda", mine="1")
    assert "Alice Martin" not in read(at_the_desk(marc), shop, "agenda", mine="1")


def test_the_month_shows_it_on_its_day(question: Conversation, shop: Shop, desk: Client) -> None:
    page = read(desk, shop, "agenda_month", month="2026-11")
    assert "Réponse à un message" in page
    assert reverse("desk:conversation", args=[shop.slug, question.key]) in page


def test_the_calendar_feed_has_its_minute_and_no_name(question: Conversation, shop: Shop, desk: Client) -> None:
    desk.post(reverse("desk:calendar", args=[shop.slug]), {"do": "make"})
    body = Client().get(f"/calendar/{path_of(CalendarFeed.objects.get())}").content
    calendar: Any = Calendar.from_ical(body)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == DUE
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(minutes=-30)]
    assert str(event["url"]).endswith(f"/conversations/{question.key}/")
    assert b"Alice" not in body
    assert b"buse" not in body


def test_the_summary_of_the_morning_names_it(question: Conversation, shop: Shop, marc: Person) -> None:
    (letter,) = [
        one for each in calendars(BEFORE - timedelta(hours=2)) for one in digests(each) if one.to == marc.email
    ]
    assert "Alice Martin" in str(letter.values["soon"])
    assert question.subject not in str(letter.values)
    assert letter.values["count"] == 1


def test_many_promises_cost_no_more_questions_than_one(
    question: Conversation, shop: Shop, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        a_question(shop, f"Client {n}")
    with django_assert_max_num_queries(20):
        page = read(desk, shop, "agenda")
    assert page.count("Question") >= 13
    with django_assert_max_num_queries(27):
        page = read(desk, shop, "overview")
    assert "Toutes" in page
