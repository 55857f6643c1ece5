"""A token that calls too often waits for the next minute; nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from reprise.apps.accounts.models import Budget
from reprise.apps.accounts.services.call_budget import TooManyCalls, count_call, forget_shares
from tests.api.programs import a_program, answer, bruno_s_shop

pytestmark = pytest.mark.django_db
NOON = timezone.now().replace(hour=12, minute=0, second=10, microsecond=0)


@pytest.fixture(autouse=True)
def a_new_process() -> None:
    forget_shares()


def calls_until_refused(token_id: int, limit: int, **when: Any) -> int:
    for number in range(limit + 10):
        try:
            count_call(token_id=token_id, limit=limit, at=NOON + timedelta(**when))
        except TooManyCalls:
            return number
    return -1


@pytest.mark.parametrize("limit", [1, 7, 50, 149, 230])
def test_exactly_so_many_calls_pass_in_a_minute_and_again_in_the_next(limit: int) -> None:
    assert calls_until_refused(1, limit) == limit
    assert calls_until_refused(1, limit, seconds=49) == 0
    assert calls_until_refused(2, limit) == limit  # another token has its own
    assert calls_until_refused(1, limit, minutes=1) == limit


def test_several_processes_share_one_limit() -> None:
    passed = 0
    for _ in range(12):
        forget_shares()  # what a process had taken is gone with it
        for _ in range(10):
            try:
                count_call(token_id=1, limit=100, at=NOON)
            except TooManyCalls:
                break
            passed += 1
    assert 90 <= passed <= 100


def test_calls_are_counted_in_shares_rather_than_one_by_one(django_assert_num_queries: Any) -> None:
    count_call(token_id=1, limit=5_000, at=NOON)
    with django_assert_num_queries(0):
        for _ in range(99):
            count_call(token_id=1, limit=5_000, at=NOON)
    assert Budget.objects.get().spent == 100


def test_no_limit_counts_nothing() -> None:
    count_call(token_id=1, limit=0, at=NOON)
    assert not Budget.objects.exists()


def test_a_program_is_told_when_to_call_again(settings: Any) -> None:
    settings.ENV = settings.ENV.model_copy(update={"api_calls_per_minute": 2})
    program = a_program(bruno_s_shop())
    seen = [program.get("/cases") for _ in range(5)]
    refused = [response for response in seen if response.status_code == 429]
    assert refused  # a minute may begin between the calls, not two
    assert answer(refused[0])["code"] == "too_many_calls"
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert "2" in answer(refused[0])["detail"]
