"""Somebody may do a thing so often and no oftener, whoever they are to other things."""

from datetime import datetime, timedelta

import pytest

from reprise.apps.accounts.models import Budget
from reprise.apps.accounts.services.budget import TooMany, spend
from tests.support.at_once import at_once
from tests.support.builders import AT
from tests.support.refusals import refused

HOUR = timedelta(hours=1)


def ask(who: str = "alice@example.com", at: datetime = AT, what: str = "order_link") -> None:
    spend(what=what, who=who, limit=3, per=HOUR, at=at)


@pytest.mark.django_db
def test_the_limit_is_reached_and_not_passed() -> None:
    for _ in range(3):
        ask()
    with refused(TooMany) as caught:
        ask(at=AT + timedelta(minutes=30))
    assert "30 minutes" in str(caught.value)


@pytest.mark.django_db
def test_a_new_window_begins_when_the_old_one_ended() -> None:
    for _ in range(3):
        ask()
    with refused(TooMany):
        ask(at=AT + HOUR - timedelta(seconds=1))
    for _ in range(3):
        ask(at=AT + HOUR)
    with refused(TooMany):
        ask(at=AT + HOUR)


@pytest.mark.django_db
def test_other_people_and_other_deeds_are_counted_apart() -> None:
    for _ in range(3):
        ask()
    ask("bob@example.com")
    ask(what="case_link")
    with refused(TooMany):
        ask(" Alice@Example.com")


@pytest.mark.django_db
def test_nobody_is_named_and_old_counts_are_let_go() -> None:
    ask()
    assert "alice" not in str(Budget.objects.values())
    ask("bob@example.com", at=AT + timedelta(days=2))
    assert Budget.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_the_limit_holds() -> None:
    assert len(at_once(lambda _: ask(), people=12, unless=TooMany)) == 3
