"""Before the minute of a promised answer, whoever has to give it is told: once, and never while the shop is closed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.services.staff import change_role
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.cases.models import Deadline, DeadlineReminder
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.wanted import still_wanted
from reprise.readmodels.reminders.promised import AHEAD
from reprise.workflows.converse import say
from reprise.workflows.reminders.promised import remind_of_promises
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.hours import with_hours

pytestmark = pytest.mark.django_db
LETTER = "staff_promise_due"


def tuesday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def shop() -> Shop:
    shop = a_shop()
    with_hours(shop)
    return shop


def promised(shop: Shop, due: datetime, *, written: datetime) -> Conversation:
    """Camille's question, with an answer promised for a minute."""
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Quand part ma commande ?", at=written)
    assert Deadline.objects.filter(conversation_id=question.pk).update(due_at=due, set_at=written) == 1
    return now(question)


def told(at: datetime) -> list[str]:
    """Whom a run of the calendar writes to."""
    known = set(Mail.objects.values_list("pk", flat=True))
    if (finish := remind_of_promises({}, at=at)) is not None:
        finish()
    return sorted(Mail.objects.filter(letter=LETTER).exclude(pk__in=known).values_list("to", flat=True))


def test_whoever_has_the_matter_is_told_once_half_an_hour_before(shop: Shop) -> None:
    paul, lea = a_member(shop, "paul"), a_member(shop, "lea")
    question = promised(shop, tuesday(15), written=tuesday(10))
    assign_conversation(actor=system(shop.pk), conversation=question, person_id=paul.person_id, at=tuesday(11))
    assert told(tuesday(15) - AHEAD - timedelta(minutes=1)) == []
    assert told(tuesday(15) - AHEAD) == [paul.person.email]
    assert told(tuesday(14, 50)) == []
    mail = Mail.objects.get(letter=LETTER)
    assert str(question.key) in mail.text
    assert "15" in mail.subject
    assert "commande" not in mail.text  # what was written stays at the desk
    assert lea.person.email != mail.to
    assert DeadlineReminder.objects.filter(to="staff").count() == 1


def test_what_is_nobody_s_calls_those_who_answer_and_are_there(shop: Shop) -> None:
    paul, lea, zoe = (a_member(shop, name) for name in ("paul", "lea", "zoe"))
    type(zoe).objects.filter(pk=zoe.pk).update(takes_matters=False)  # away
    change_role(actor=system(shop.pk), membership_id=lea.pk, role="viewer")
    promised(shop, tuesday(15), written=tuesday(10))
    people = told(tuesday(14, 45))
    assert paul.person.email in people
    assert not {zoe.person.email, lea.person.email} & set(people)


def test_while_the_shop_is_closed_nobody_is_called(shop: Shop) -> None:
    a_member(shop, "paul")
    promised(shop, tuesday(7), written=tuesday(1))
    assert told(tuesday(6, 45)) == []


def test_what_was_answered_calls_nobody_and_a_letter_on_its_way_is_not_wanted(shop: Shop) -> None:
    a_member(shop, "paul")
    question = promised(shop, tuesday(15), written=tuesday(10))
    assert told(tuesday(14, 40))
    wanted = Mail.objects.filter(letter=LETTER)[0].wanted_while
    assert still_wanted(wanted)
    say(actor=ines(shop.pk), conversation=question, body="Demain.", at=tuesday(14, 41))
    assert not still_wanted(wanted)
    assert told(tuesday(14, 45)) == []


def test_of_a_short_promise_half_the_time_is_left_in_peace(shop: Shop) -> None:
    a_member(shop, "paul")
    promised(shop, tuesday(10, 20), written=tuesday(10))
    assert told(tuesday(10, 5)) == []
    assert told(tuesday(10, 10)) != []
