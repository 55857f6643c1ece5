"""A deed within a deed is part of it."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from reprise.platform.jobs.models import Job
from reprise.platform.tests.test_statements import AT
from reprise.platform.transactions import atomic


class TorsoError(Exception):
    """Half a deed is done."""


@atomic
def write(kind: str, *, then_fail: bool = False) -> str:
    """A deed."""
    Job.objects.create(kind=kind, run_at=AT, payload={})
    if then_fail:
        raise TorsoError
    return kind


@atomic
def write_both(*, then_fail: bool = False, catch: bool = False) -> None:
    """A deed made of two."""
    write("first")
    try:
        write("second", then_fail=then_fail)
    except TorsoError:
        if not catch:
            raise


def kept() -> list[str]:
    """What is in the database."""
    return sorted(Job.objects.values_list("kind", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_deed_and_those_within_it_are_kept_together() -> None:
    write_both()
    assert kept() == ["first", "second"]
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_within_another_undoes_both() -> None:
    with pytest.raises(TorsoError):
        write_both(then_fail=True)
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_failed_is_neither_kept_by_whoever_catches_its_fault_nor_told_to_be_done() -> None:
    with pytest.raises(TransactionManagementError, match="undone"):
        write_both(then_fail=True, catch=True)
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_around_a_deed_keeps_what_came_before() -> None:
    with transaction.atomic():
        write("first")
        with pytest.raises(TorsoError), transaction.atomic():
            write("second", then_fail=True)
        assert kept() == ["first"]
    assert kept() == ["first"]
