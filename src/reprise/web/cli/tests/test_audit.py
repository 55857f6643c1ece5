"""`reprise audit verify` finds what was changed behind our back, and says where."""

import json

import pytest

from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.models import CaseEvent
from reprise.apps.cases.services.record import record
from reprise.apps.cases.tests.builders import a_case, ines
from reprise.apps.cases.tests.test_timeline import behind_our_back
from reprise.web.cli.main import main
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def test_intact_timelines_are_all_well(capsys: pytest.CaptureFixture[str]) -> None:
    case = a_case()
    a_case(shop=case.shop)
    assert main(["audit", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"checked": 2, "intact": 2, "broken": []}


def test_the_first_event_that_is_not_intact_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    sound = a_case()
    case = a_case(shop=sound.shop)
    record(case=case, actor=ines(case), at=AT, event=Event(EventType.ASSIGNED, {"person": 3}))
    with behind_our_back():
        CaseEvent.objects.filter(case=case, sequence=2).update(actor="staff:99")
    assert main(["audit", "verify"]) == 1
    assert f"{case.reference}: event 2: content was changed" in capsys.readouterr().out
    assert main(["audit", "verify", sound.reference]) == 0
    assert main(["audit", "verify", case.reference.lower(), "--json"]) == 1


def test_a_case_that_does_not_exist_is_bad_input() -> None:
    assert main(["audit", "verify", "RP-2222-2222"]) == 2
