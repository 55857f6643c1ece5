from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db.transaction import TransactionManagementError

from reprise.core.refusals import Invalid, Overtaken
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.idempotency.pruning import prune_answers
from reprise.platform.idempotency.replay import Answer, KeyReused, answer_once, fingerprint
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.transactions import atomic
from tests.support.at_once import at_once

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SEEN = fingerprint("POST", "/api/v1/cases", b'{"a":1}')


def deed() -> Answer:
    """Something that may not happen twice."""
    enqueue(kind="counted", payload={}, at=AT)
    return Answer(201, f'{{"number":{Job.objects.count()}}}')


def call(key: str = "k", seen: str = SEEN, token_id: int = 1) -> Answer:
    return answer_once(token_id=token_id, key=key, seen=seen, at=AT, deed=deed)


@pytest.mark.django_db
def test_the_same_call_again_gets_the_stored_answer_and_does_nothing() -> None:
    first = call()
    assert (first.status, first.body, first.replayed) == (201, '{"number":1}', False)
    assert call() == Answer(201, '{"number":1}', replayed=True)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_its_token() -> None:
    call()
    assert not call(token_id=2).replayed
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused() -> None:
    call()
    with pytest.raises(KeyReused):
        call(seen=fingerprint("POST", "/api/v1/cases", b'{"a":2}'))
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    "other", [("PUT", "/api/v1/cases", b'{"a":1}'), ("POST", "/api/v1/case", b's{"a":1}'), ("POST", "/x", b'{"a":1}')]
)
def test_method_path_and_body_make_a_call(other: tuple[str, str, bytes]) -> None:
    assert fingerprint(*other) != SEEN


@pytest.mark.django_db
def test_a_refused_deed_leaves_no_key_and_may_be_tried_again() -> None:
    def refused() -> Answer:
        deed()
        raise Overtaken

    with pytest.raises(Overtaken):
        answer_once(token_id=1, key="k", seen=SEEN, at=AT, deed=refused)
    assert not IdempotencyRecord.objects.exists()
    assert not Job.objects.exists()
    assert not call().replayed


@pytest.mark.django_db
def test_a_call_answered_before_gets_that_answer_even_where_it_would_be_refused_now() -> None:
    def refused() -> Answer:
        raise Overtaken

    call()
    assert answer_once(token_id=1, key="k", seen=SEEN, at=AT, deed=refused).replayed
    with pytest.raises(KeyReused):
        answer_once(token_id=1, key="k", seen="another", at=AT, deed=refused)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 256, "line\nbreak", "\x00"])
def test_a_key_that_cannot_be_kept_is_refused(key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        call(key=key)
    assert refusal.value.field == "Idempotency-Key"


@pytest.mark.django_db(transaction=True)
def test_the_same_call_six_times_at_once_is_done_once_and_answered_alike() -> None:
    answers = at_once(lambda _: call(), people=6)
    assert {(answer.status, answer.body) for answer in answers} == {(201, '{"number":1}')}
    assert sum(not answer.replayed for answer in answers) == 1
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_loses_to_the_same_call_on_the_way_gets_its_answer() -> None:
    enqueue(kind="waiting", payload={}, at=AT)

    def guarded() -> Answer:
        if not Job.objects.filter(kind="waiting").update(kind="taken"):
            raise Overtaken
        return deed()

    answers = at_once(lambda _: answer_once(token_id=1, key="k", seen=SEEN, at=AT, deed=guarded), people=6)
    assert [answer.body for answer in answers] == ['{"number":2}'] * 6
    assert sum(not answer.replayed for answer in answers) == 1


@pytest.mark.django_db
def test_a_deed_is_undone_when_the_same_call_was_answered_since_the_key_was_looked_for() -> None:
    call()
    late = answer_once(token_id=1, key="k", seen=SEEN, at=AT, deed=deed, before=[])
    assert late == Answer(201, '{"number":1}', replayed=True)
    with pytest.raises(KeyReused):
        answer_once(token_id=1, key="k", seen=fingerprint("POST", "/", b""), at=AT, deed=deed, before=[])
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_because_a_part_of_it_failed_is_not_answered_as_done() -> None:
    @atomic
    def part() -> None:
        raise Overtaken

    def half() -> Answer:
        answer = deed()
        with suppress(Overtaken):
            part()
        return answer

    with pytest.raises(TransactionManagementError):
        answer_once(token_id=1, key="k", seen=SEEN, at=AT, deed=half)
    assert (Job.objects.count(), IdempotencyRecord.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_an_answer_is_kept_for_three_days() -> None:
    call()
    prune_answers({}, at=AT + timedelta(days=3))
    assert call().replayed
    prune_answers({}, at=AT + timedelta(days=3, seconds=1))
    assert not call().replayed
