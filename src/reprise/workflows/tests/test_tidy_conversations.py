"""What time alone does: what fell silent is closed, what is kept too long is forgotten, what waits stays."""

from datetime import timedelta

import pytest

from reprise.apps.conversations.models import ChatSettings, Conversation, Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.close_silent import close_silent
from reprise.apps.conversations.services.forget import forget_old
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.snooze import snooze
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.platform.jobs.registry import HANDLERS
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from reprise.workflows.tidy_conversations import QUESTIONS_KEPT
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_only_what_was_answered_and_fell_silent_is_closed_and_by_nobody() -> None:
    shop = a_shop()
    answered, waiting, fresh = (a_question(shop, email=f"c{number}@example.com") for number in range(3))
    for question, camille in (answered, waiting):
        say(actor=camille, conversation=question, body="Bonjour", at=AT)
    say(actor=ines(shop.pk), conversation=answered[0], body="Voilà", at=AT)
    say(actor=ines(shop.pk), conversation=fresh[0], body="Voilà", at=AT + 10 * DAY)
    case = asked(an_order(shop))
    say(actor=ines(shop.pk), conversation=thread_of(case, AT), body="Un mot", at=AT)
    assert close_silent(at=AT + 14 * DAY) == 0
    assert close_silent(at=AT + 15 * DAY) == 1
    assert (now(answered[0]).state, now(answered[0]).closed_by) == ("closed", "system")
    assert {now(waiting[0]).state, now(fresh[0]).state, now(thread_of(case, AT)).state} == {"open"}
    say(actor=alice_at(case), conversation=thread_of(case, AT), body="Merci", at=AT + 16 * DAY)


@pytest.mark.parametrize(("days", "closed"), [(0, 0), (3, 1), (30, 0)])
def test_a_shop_says_itself_after_how_many_days(days: int, closed: int) -> None:
    shop = a_shop()
    question, _camille = a_question(shop)
    say(actor=ines(shop.pk), conversation=question, body="Voilà", at=AT)
    ChatSettings.objects.create(shop=shop, closes_after_days=days)
    assert close_silent(at=AT + 15 * DAY) == closed


def test_an_old_question_is_forgotten_and_a_case_keeps_its_thread() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    case = asked(an_order(shop))
    say(actor=alice_at(case), conversation=thread_of(case, AT), body="Elle fuit", at=AT)
    for one in Conversation.objects.select_related("case"):
        close(actor=ines(shop.pk), conversation=one, at=AT)
    much_later = AT + QUESTIONS_KEPT + DAY
    assert forget_old(before=AT - DAY, at=much_later) == []
    assert Message.objects.exclude(body="").exclude(internal=True).count() == 2
    finish = HANDLERS["conversations.tidy"]({}, at=much_later)
    assert finish is not None
    finish()
    assert list(Message.objects.exclude(body="").values_list("body", flat=True)) == ["Elle fuit"]
    assert now(question).participants.get().email == ""


def test_what_was_put_aside_comes_back_by_itself() -> None:
    shop = a_shop()
    question, _camille = a_question(shop)
    snooze(actor=ines(shop.pk), conversation=question, until=AT + DAY, at=AT)
    finish = HANDLERS["conversations.wake"]({}, at=AT + DAY)
    assert finish is not None
    finish()
    assert now(question).state == "open"
