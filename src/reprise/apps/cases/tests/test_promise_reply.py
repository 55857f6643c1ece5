"""A promise to answer a conversation is a date like any other: kept, missed, dropped, and carried along."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from reprise.apps.cases.kinds import DeadlineBasis, Duty
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.services.promise_reply import drop_promise, keep_promise, move_promise, promise_reply
from reprise.apps.cases.tests.builders import a_case
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Soon:
    """A promise for two hours later."""

    reply_by: datetime = AT + timedelta(hours=2)
    zone: str = "Europe/Paris"
    version: int = 3

    def kept(self) -> list[dict[str, Any]]:
        return [{"day": "2026-11-23", "why": "week", "name": "", "version": 3, "parts": []}]


@pytest.fixture
def case() -> Case:
    return a_case()


def promised(case: Case, conversation_id: int = 7, promise: Soon | None = None) -> Deadline:
    return promise_reply(
        shop_id=case.shop_id, case_id=None, conversation_id=conversation_id, promise=promise or Soon(), at=AT
    )


def test_a_promise_is_a_date_of_ours_with_its_minute_its_version_and_how_it_was_counted(case: Case) -> None:
    row = promised(case)
    assert (row.case_id, row.conversation_id, row.name) == (None, 7, "promised")
    assert (row.due_at, row.due_on, row.zone) == (
        AT + timedelta(hours=2),
        (AT + timedelta(hours=2)).date(),
        "Europe/Paris",
    )
    assert (row.basis, row.duty, row.source, row.hours_version) == (
        DeadlineBasis.PROMISE.value, Duty.SELLER.value, "hours:3", 3,
    )  # fmt: skip
    assert row.steps == Soon().kept()


def test_whoever_writes_again_does_not_move_what_was_promised(case: Case) -> None:
    first = promised(case)
    again = promise_reply(
        shop_id=first.shop_id or 0, case_id=None, conversation_id=7, promise=Soon(AT + timedelta(days=3)),
        at=AT + timedelta(hours=1),
    )  # fmt: skip
    assert again.pk == first.pk
    assert Deadline.objects.get().due_at == AT + timedelta(hours=2)


def test_an_answer_keeps_the_promise_and_the_next_question_makes_another(case: Case) -> None:
    first = promised(case)
    assert keep_promise(conversation_id=7, at=AT + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.state, first.why, first.ended_at) == ("met", "answered", AT + timedelta(hours=1))
    assert not keep_promise(conversation_id=7, at=AT + timedelta(hours=1))
    promise_reply(shop_id=first.shop_id or 0, case_id=None, conversation_id=7, promise=Soon(), at=AT)
    assert Deadline.objects.filter(conversation_id=7).count() == 2


def test_a_late_answer_ends_a_promise_that_was_missed(case: Case) -> None:
    row = promised(case)
    keep_promise(conversation_id=7, at=AT + timedelta(hours=5))
    row.refresh_from_db()
    assert row.state == "missed"


def test_a_conversation_that_is_closed_waits_for_nothing(case: Case) -> None:
    row = promised(case)
    assert drop_promise(conversation_id=7, at=AT)
    row.refresh_from_db()
    assert (row.state, row.why) == ("dropped", "closed")


def test_of_two_conversations_that_become_one_the_earlier_promise_stands(case: Case) -> None:
    early, late = promised(case), promised(case, 8, Soon(AT + timedelta(days=1)))
    move_promise(conversation_id=7, to=8, case_id=None, at=AT)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.conversation_id, early.state) == (8, "open")
    assert (late.state, late.why) == ("dropped", "merged")


def test_the_promise_goes_along_when_a_question_becomes_the_thread_of_a_case(case: Case) -> None:
    row = promised(case)
    move_promise(conversation_id=7, to=7, case_id=case.pk, at=AT)
    row.refresh_from_db()
    assert (row.case_id, row.conversation_id) == (case.pk, 7)
    move_promise(conversation_id=99, to=7, case_id=None, at=AT)  # nothing was promised there
    row.refresh_from_db()
    assert row.case_id == case.pk


def test_a_date_is_of_a_case_or_of_a_conversation(case: Case) -> None:
    row = promised(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=row.pk).update(conversation_id=None)
    with pytest.raises(LookupError):
        _ = row.its_case
