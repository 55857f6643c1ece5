"""Within one transaction, two objects of the same case write one timeline."""

import pytest
from django.db import transaction

from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.cases.queries import case_to_change
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.record import record
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.tests.builders import a_case, alice
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def noted(case: Case, note: str) -> None:
    record(case=case, actor=alice(case), at=AT, event=Event(EventType.ASSIGNED, {"note": note}))


def test_what_another_object_recorded_within_a_deed_comes_before_what_the_deed_did() -> None:
    case = a_case()
    before = CaseEvent.objects.filter(case=case).count()
    with transaction.atomic():
        held = case_to_change(alice(case), case.reference)
        with deed(held):
            noted(held, "second")
            noted(Case.objects.get(pk=case.pk), "first")
        with deed(other := Case.objects.get(pk=case.pk)):
            noted(other, "third")
    told = CaseEvent.objects.filter(case=case).order_by("sequence").values_list("data", flat=True)[before:]
    assert [each["note"] for each in told] == ["first", "second", "third"]
    assert verify_timeline(case) is None


def test_an_object_held_before_another_one_wrote_follows_it() -> None:
    case = a_case()
    with transaction.atomic():
        held = case_to_change(alice(case), case.reference)
        with deed(other := Case.objects.get(pk=case.pk)):
            noted(other, "first")
        with deed(held):
            noted(held, "second")
    assert verify_timeline(case) is None
    assert held.timeline_sequence == CaseEvent.objects.filter(case=case).count()
