"""Figures of the assistant and the guides, with how sure one may be of them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.builders import ines
from reprise.apps.conversations.tests.talking import a_question as a_conversation
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.guide_runs import begin_guide, end_guide
from reprise.apps.knowledge.services.judge_asked import judge_asked
from reprise.apps.knowledge.services.leave_guides import leave_guides
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.apps.knowledge.tests.builders import a_question, marc
from reprise.readmodels.knowledge_figures import assistant_figures, guide_figures, time_to_a_person, wrong_by_week
from reprise.readmodels.shares import Share
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db
SLUG, OTHER = "help-bed-adhesion", "help-warping"
SINCE, UNTIL = AT - timedelta(days=7), AT + timedelta(days=30)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 50, 0.0435, 0.2136), (50, 50, 0.9287, 1.0)],
)
def test_a_share_says_between_what_the_truth_lies(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=0.0001)


def test_a_share_of_nothing_is_none() -> None:
    assert Share(0, 0).rate is None
    assert Share(1, 4).rate == 0.25


def test_each_figure_counts_what_it_says() -> None:
    shop = a_shop()
    right, wrong, unjudged = (a_question(shop, "a", Answer.SURE, articles=(SLUG,)) for _ in range(3))
    offered, missed = (a_question(shop, "b", Answer.CHOICES, articles=(SLUG, OTHER)) for _ in range(2))
    person, needless = (a_question(shop, "c", Answer.PERSON, reason=Reason.ASKS_HUMAN) for _ in range(2))
    nothing = a_question(shop, "d")
    a_question(shop, "hors du temps", at=SINCE - timedelta(seconds=1))
    a_question(a_shop("autre-atelier"), "ailleurs")
    for asked, verdict in ((right, "right"), (wrong, "wrong"), (offered, "right"), (missed, "wrong"), (person, "right"),
                           (needless, "needless"), (nothing, "right")):  # fmt: skip
        judge_asked(actor=marc(shop), asked_id=asked.pk, verdict=verdict, at=AT)
    for asked in (right, wrong, unjudged, offered):
        settle_asked(shop_id=shop.pk, asked_id=asked.pk, helpful=True, at=AT)
    with CaptureQueriesContext(connection) as queries:
        told = assistant_figures(shop.pk, SINCE, UNTIL)
    assert len(queries) == 1
    assert (told.asked, told.judged) == (8, 7)
    assert told.wrong == Share(1, 4)
    assert told.contained == Share(3, 8)
    assert told.said_helpful == Share(4, 8)
    assert told.handed_over == Share(3, 8)
    assert told.missed == Share(1, 2)
    assert told.needless == Share(1, 3)
    assert told.no_article == Share(1, 8)
    assert told.by_kind == {"sure": 3, "choices": 2, "none": 1, "person": 2}


def test_nothing_asked_is_no_rate_at_all() -> None:
    assert assistant_figures(a_shop().pk, SINCE, UNTIL).wrong == Share(0, 0)


@pytest.mark.parametrize(("days", "contained"), [(1, 0), (8, 1)])
def test_what_a_person_had_to_answer_within_a_week_was_not_contained(days: int, contained: int) -> None:
    shop = a_shop()
    thread, camille = a_conversation(shop)
    say(actor=camille, conversation=thread, body="ça colle pas", at=AT)
    asked = a_question(shop, "ça colle pas", Answer.SURE, articles=(SLUG,), conversation_id=thread.pk)
    settle_asked(shop_id=shop.pk, asked_id=asked.pk, helpful=True, at=AT)
    staff = ines(shop)
    say(actor=staff, conversation=thread, body="Une note", at=AT, internal=True)
    say(actor=staff, conversation=thread, body="Bonjour", at=AT + timedelta(days=days))
    assert assistant_figures(shop.pk, SINCE, UNTIL).contained.count == contained


def test_who_needed_a_person_after_all_and_who_went_silent_are_told_and_dangers_are_counted() -> None:
    shop = a_shop()
    helped, camille = a_conversation(shop)
    silent, _zoe = a_conversation(shop, name="Zoé", email="zoe@example.com")
    for thread in (helped, silent):
        a_question(shop, "ça colle pas", Answer.SURE, articles=(SLUG,), conversation_id=thread.pk)
    a_question(shop, "sur une page", Answer.SURE, articles=(SLUG,))
    a_question(shop, "la prise fume", Answer.PERSON, reason=Reason.SAFETY, conversation_id=silent.pk)
    say(actor=camille, conversation=helped, body="oui merci", at=AT + timedelta(minutes=1))
    settle_asked(shop_id=shop.pk, asked_id=helped_id(helped.pk), helpful=True, at=AT)
    say(actor=ines(shop), conversation=helped, body="Bonjour", at=AT + timedelta(days=2))
    told = assistant_figures(shop.pk, SINCE, UNTIL)
    assert (told.after_all, told.went_silent, told.dangers) == (Share(1, 1), Share(1, 2), 1)


def helped_id(conversation_id: int) -> int:
    return Asked.objects.get(conversation_id=conversation_id).pk


def test_the_wait_for_a_person_is_told_by_the_median_of_those_who_were_answered() -> None:
    shop = a_shop()
    assert time_to_a_person(shop.pk, SINCE, UNTIL) == (None, Share(0, 0))
    for number, minutes in enumerate((10, 30, 80, 0)):
        thread, camille = a_conversation(shop, email=f"c{number}@example.com")
        say(actor=camille, conversation=thread, body="un humain", at=AT)
        a_question(shop, "un humain", Answer.PERSON, reason=Reason.ASKS_HUMAN, conversation_id=thread.pk)
        if minutes:
            say(actor=ines(shop), conversation=thread, body="Bonjour", at=AT + timedelta(minutes=minutes))
    assert time_to_a_person(shop.pk, SINCE, UNTIL) == (timedelta(minutes=30), Share(3, 4))


def test_wrong_answers_are_told_week_by_week() -> None:
    shop = a_shop()
    for days, verdict in ((0, "wrong"), (0, "right"), (7, "right"), (100, "wrong")):
        asked = a_question(shop, "a", Answer.SURE, articles=(SLUG,), at=AT - timedelta(days=days))
        judge_asked(actor=marc(shop), asked_id=asked.pk, verdict=verdict, at=AT)
    assert wrong_by_week(shop.pk, date(2026, 11, 26), weeks=3) == [
        (date(2026, 11, 9), Share(0, 0)), (date(2026, 11, 16), Share(0, 1)), (date(2026, 11, 23), Share(1, 2)),
    ]  # fmt: skip


def test_a_guide_tells_what_came_of_it() -> None:
    shop = a_shop()

    def gone(outcome: str, minutes: int = 5, guide: str = "clog") -> str:
        key = begin_guide(shop_id=shop.pk, guide=guide, place="help", at=AT).key
        if outcome:
            end_guide(key=key, outcome=outcome, at=AT + timedelta(minutes=minutes))
        return key

    gone("solved", 4), gone("solved", 8)
    back, late = gone("solved", 12), gone("solved", 20)
    end_guide(key=back, outcome="claimed", at=AT + timedelta(days=3))
    end_guide(key=late, outcome="claimed", at=AT + timedelta(days=20))
    gone("claimed"), gone("part"), gone("person"), gone(""), gone("", guide="moisture")
    leave_guides(at=AT + timedelta(days=2))
    clog, moisture = guide_figures(shop.pk, SINCE, UNTIL)
    assert (clog.guide, clog.begun) == ("clog", 8)
    assert (clog.solved, clog.claimed, clog.came_back) == (Share(3, 8), Share(3, 8), Share(1, 4))
    assert (clog.parts, clog.persons, clog.left) == (1, 1, 1)
    assert clog.median_time == timedelta(minutes=10)
    assert (moisture.begun, moisture.left, moisture.median_time) == (1, 1, None)
