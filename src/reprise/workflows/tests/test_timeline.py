"""The timeline as staff and customers read it."""

from datetime import date

import pytest
from django.utils.translation import override

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import members, staff_actor
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.cases.events import INTERNAL, EventType
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.services.forget import forget
from reprise.apps.cases.transitions import LineMove
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.readmodels.event_details import _DETAILS, detail_of
from reprise.readmodels.timeline import Moment, timeline
from reprise.workflows.announce_parcel import announce
from reprise.workflows.ask_for_details import ask
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import confirm_by_hand, refund
from reprise.workflows.tests.builders import NEXT_WEEK, alice_at, an_order, asked, now
from reprise.workflows.write_message import note, write
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db


def a_told_case() -> Case:
    """A whole return, with a question, a note and a parcel on the way."""
    case = asked(an_order())
    shop = case.shop
    invite_staff(actor=system(shop.pk), email="ines@example.com", role="owner", name="Inès", at=AT)
    staff, _ = staff_actor(members(system(shop.pk)).get().person_id, shop.slug)
    line_id = lines_of(case)[0].pk
    ask(actor=staff, case=case, line_id=line_id, question="Quelle couleur ?", at=AT)
    write(actor=alice_at(case), case=case, body="Noire.", at=AT)
    note(actor=staff, case=case, body="Cliente fidèle", at=AT)
    decide(actor=staff, case=case, line_id=line_id, verdict=LineMove.APPROVE, at=AT)
    authorise(actor=staff, case=case, at=AT)
    item = items_of(case)[0]
    said = Announcement({item.pk: 3}, tracking_number="6A20447190381", dispatched_on=date(2026, 11, 24))
    parcel = announce(actor=alice_at(case), case=case, said=said, at=AT)
    receive(actor=staff, case=case, found=[Found(item.pk, 3)], parcel_id=parcel.pk, at=NEXT_WEEK)
    seen = inspect(actor=staff, case=case, item_id=item.pk, quantity=3, finding=Finding(Grade.TRIED), at=NEXT_WEEK)
    dispose(actor=staff, case=case, inspection_id=seen.pk, quantity=3, route=Route.REFURBISH, at=NEXT_WEEK)
    (remedy,) = {each.pk for each in case.remedies.all()}
    paid = refund(actor=staff, case=case, remedy_id=remedy, expected_minor=9590, provider="by_hand", at=NEXT_WEEK)
    confirm_by_hand(actor=staff, refund_id=paid.pk, reference="VIR 1", at=NEXT_WEEK)
    return case


def told(moments: list[Moment], kind: EventType) -> Moment:
    """The first moment of a kind."""
    return next(moment for moment in moments if moment.type == kind)


def test_staff_read_everything_with_names_and_quotes() -> None:
    case = a_told_case()
    with override("en"):
        moments = timeline(system(case.shop_id), case)
    assert [moment.sequence for moment in moments] == list(range(1, now(case).timeline_sequence + 1))
    assert told(moments, EventType.INFO_ASKED).quote == "Quelle couleur ?"
    assert told(moments, EventType.INFO_ASKED).who == "Inès"
    assert told(moments, EventType.NOTE_ADDED).quote == "Cliente fidèle"
    assert told(moments, EventType.LINE_DECIDED).detail == "Article 1: granted"
    assert told(moments, EventType.AUTHORISED).detail == (
        "Return number RMA-2026-00001, to be sent by Tuesday 8 December 2026"
    )
    assert told(moments, EventType.GOODS_INSPECTED).detail == "3 × Tried"
    assert told(moments, EventType.CLOSED).detail == "Everything is settled"
    assert (told(moments, EventType.CLOSED).by, told(moments, EventType.INFO_GIVEN).by) == ("system", "customer")


def test_customers_read_what_concerns_them_and_no_names_of_staff() -> None:
    case = a_told_case()
    with override("fr"):
        moments = timeline(alice_at(case), case)
    assert not {moment.type for moment in moments} & INTERNAL
    assert not any(moment.internal or moment.who for moment in moments)
    assert "fidèle" not in str(moments)
    assert told(moments, EventType.WITHDRAWAL_RECEIVED).detail == "3 × Article 1"
    assert told(moments, EventType.LINE_DECIDED).detail.replace("\xa0", " ") == "Article 1 : accepté"
    assert told(moments, EventType.PARCEL_ANNOUNCED).detail == "Numéro de suivi 6A20447190381"
    decided = told(moments, EventType.REFUND_DECIDED).detail.replace("\xa0", " ")
    assert decided.startswith("95,90 €, avoir ")
    assert moments[-1].sentence == "Dossier clos"


def test_every_kind_of_event_of_a_return_has_its_detail() -> None:
    case = a_told_case()
    moments = timeline(system(case.shop_id), case)
    silent = {moment.type for moment in moments if not moment.detail and not moment.quote}
    assert silent == set()


def test_a_forgotten_customer_leaves_sentences_without_quotes() -> None:
    case = a_told_case()
    forget(at=LATER, case_ids=[case.pk])
    moments = timeline(system(case.shop_id), case)
    assert not any(moment.quote for moment in moments)
    assert told(moments, EventType.PARCEL_ANNOUNCED).detail == ""


@pytest.mark.parametrize("kind", sorted(_DETAILS))
def test_an_event_of_another_time_is_told_without_its_detail(kind: EventType) -> None:
    assert detail_of(kind, {"line": "?", "state": "?", "lines": None, "found": 3}, {}, {}) == ""


def test_the_details_are_of_events_that_exist() -> None:
    a_told_case()
    assert set(CaseEvent.objects.values_list("type", flat=True)) <= set(EventType)
