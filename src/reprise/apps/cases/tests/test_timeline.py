"""The timeline is append-only, and whatever is done to it behind our back is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from reprise.apps.cases.events import INTERNAL, SENTENCES, Event, EventType
from reprise.apps.cases.models import Case, CaseEvent, CaseEventContent
from reprise.apps.cases.services.chapter import heads_moved
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.record import record
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.tests.builders import a_case, ines
from reprise.core.chain import link_hash
from tests.support.builders import AT, LATER, a_shop

pytestmark = pytest.mark.django_db


def a_long_case() -> Case:
    """A case with four events, the third of which has personal content."""
    case = a_case()
    record(case=case, actor=ines(case), at=AT, event=Event(EventType.ASSIGNED, {"person": 3}))
    said = Event(EventType.MESSAGE_POSTED, {"message": 1}, private={"body": "Bonjour"})
    record(case=case, actor=ines(case), at=AT, event=said)
    record(case=case, actor=ines(case), at=LATER, event=Event(EventType.CANCELLED))
    return case


@contextmanager
def behind_our_back() -> Iterator[None]:
    """Somebody with the database's own password, who switches its guards off."""
    table = CaseEvent._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute(f"DROP TRIGGER {table}_no_update")
            cursor.execute(f"DROP TRIGGER {table}_no_delete")
    yield


def test_the_database_refuses_to_change_or_remove_what_was_told() -> None:
    case = a_long_case()
    changes: list[dict[str, Any]] = [{"type": "closed"}, {"data": {}}, {"hash": "0" * 64}, {"sequence": 9}]
    for change in changes:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            CaseEvent.objects.filter(case=case, sequence=2).update(**change)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CaseEvent.objects.filter(case=case, sequence=4).delete()
    assert verify_timeline(case) is None


@pytest.mark.parametrize(
    "change",
    [
        {"type": "closed"},
        {"actor": "staff:99"},
        {"at": AT + timedelta(microseconds=1)},
        {"data": {"person": 4}},
        {"data": {}},
        {"commitment": "f" * 64},
        {"previous": "f" * 64},
        {"hash": "f" * 64},
        {"sequence": 7},
    ],
)
def test_every_field_that_is_tampered_with_is_found_at_its_event(change: dict[str, Any]) -> None:
    case = a_long_case()
    with behind_our_back():
        CaseEvent.objects.filter(case=case, sequence=2).update(**change)
    broken = verify_timeline(case)
    assert broken is not None
    assert broken.sequence == 2


@pytest.mark.parametrize("sequence", [1, 2, 3, 4])
def test_a_removed_event_is_found(sequence: int) -> None:
    case = a_long_case()
    with behind_our_back():
        CaseEventContent.objects.filter(event__case=case, event__sequence=sequence).delete()
        CaseEvent.objects.filter(case=case, sequence=sequence).delete()
    broken = verify_timeline(case)
    assert broken is not None
    assert broken.sequence == sequence


def test_an_event_made_up_at_the_end_is_found() -> None:
    case = a_long_case()
    body: dict[str, object] = {"at": AT.isoformat(), "type": "closed", "actor": "system", "data": {}, "commitment": ""}
    CaseEvent.objects.create(
        case=case, sequence=5, at=AT, type="closed", actor="system", data={}, previous=case.timeline_hash,
        hash=link_hash(case.timeline_hash, 5, body),
    )  # fmt: skip
    broken = verify_timeline(case)
    assert broken is not None
    assert broken.sequence == 5


@pytest.mark.parametrize("change", [{"timeline_hash": "f" * 64}, {"timeline_sequence": 3}])
def test_a_moved_head_is_found(change: dict[str, Any]) -> None:
    case = a_long_case()
    Case.objects.update(**change)
    assert verify_timeline(case) is not None


@pytest.mark.parametrize("change", [{"content": {"body": "Bonsoir"}}, {"content": {}}, {"salt": b"0" * 16}])
def test_changed_personal_content_is_found(change: dict[str, Any]) -> None:
    case = a_long_case()
    CaseEventContent.objects.filter(event__case=case, event__sequence=3).update(**change)
    broken = verify_timeline(case)
    assert broken is not None
    assert broken.sequence == 3


def test_erased_content_leaves_the_timeline_valid() -> None:
    case = a_long_case()
    CaseEventContent.objects.filter(event__case=case).delete()
    assert verify_timeline(case) is None


def test_the_same_words_leave_different_fingerprints() -> None:
    case = a_case()
    said = Event(EventType.MESSAGE_POSTED, {"message": 1}, private={"body": "Oui"})
    first, second = (record(case=case, actor=ines(case), at=AT, event=said) for _ in range(2))
    assert first.commitment != second.commitment


def test_every_event_has_its_sentence_and_staff_matters_stay_with_staff() -> None:
    assert set(SENTENCES) == set(EventType)
    assert {EventType.NOTE_ADDED, EventType.ASSIGNED} <= INTERNAL


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_moved_is_remembered_until_it_ends_and_no_longer() -> None:
    shop = a_shop()
    cases = [a_case(shop=shop) for _ in range(3)]
    for case in cases:
        stale = Case.objects.get(pk=case.pk)
        with transaction.atomic():  # as a worker does, and a call of the API
            for each in (case, stale):
                with deed(each):
                    record(case=each, actor=ines(each), at=AT, event=Event(EventType.ASSIGNED, {"person": None}))
            assert list(heads_moved()) == [case.pk]
        assert verify_timeline(case) is None


def test_a_moment_said_in_another_time_zone_leaves_the_chain_whole() -> None:
    case = a_case()
    here = AT.astimezone(ZoneInfo("Europe/Paris"))
    record(case=case, actor=ines(case), at=here, event=Event(EventType.ASSIGNED, {"person": 3}))
    assert verify_timeline(case) is None
