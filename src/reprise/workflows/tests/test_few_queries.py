"""Each step of the journey costs so many queries and no more, however many articles it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.cases.queries import items_of, lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.timeline import timeline
from reprise.workflows.add_proof import add_proof
from reprise.workflows.announce_parcel import announce
from reprise.workflows.ask_for_details import ask as ask_customer
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import confirm_by_hand, refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import (
    NEXT_WEEK,
    a_file,
    a_request,
    a_shop,
    alice,
    alice_at,
    an_order,
    goods,
    ines,
)
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

MOST = {
    "ask": 24, "question": 27, "answer": 26, "decide": 26, "authorise": 30, "announce": 29, "proof": 37,
    "receive": 33, "inspect": 26, "dispose": 21, "refund": 45, "confirm": 32, "picture": 7, "timeline": 3,
}  # fmt: skip
COUNTED: dict[str, int] = {}


@contextmanager
def step(name: str) -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    COUNTED[name] = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)


def test_a_step_stays_within_its_queries() -> None:
    COUNTED.clear()
    order = an_order()
    with step("ask"):
        case = ask(actor=alice(order), order=order, request=a_request(order), at=AT)
    staff, customer, line_id = ines(case.shop_id), alice_at(case), lines_of(case)[0].pk
    with step("question"):
        ask_customer(actor=staff, case=case, line_id=line_id, question="Une photo ?", at=AT)
    with step("answer"):
        write(actor=customer, case=case, body="Voici.", at=AT)
    with step("decide"):
        decide(actor=staff, case=case, line_id=line_id, verdict=LineMove.APPROVE, at=AT)
    with step("authorise"):
        authorise(actor=staff, case=case, at=AT)
    item, file = items_of(case)[0], a_file(customer)
    with step("announce"):
        said = Announcement({item.pk: 3}, tracking_number="6A20447190381", dispatched_on=date(2026, 11, 24))
        parcel = announce(actor=customer, case=case, said=said, at=AT)
    with step("proof"):
        add_proof(actor=customer, case=case, parcel_id=parcel.pk, file_id=file.pk, at=AT)
    with step("receive"):
        receive(actor=staff, case=case, found=[Found(item.pk, 3)], parcel_id=parcel.pk, at=NEXT_WEEK)
    with step("inspect"):
        seen = inspect(actor=staff, case=case, item_id=item.pk, quantity=3, finding=Finding(Grade.TRIED), at=NEXT_WEEK)
    with step("dispose"):
        dispose(actor=staff, case=case, inspection_id=seen.pk, quantity=3, route=Route.REFURBISH, at=NEXT_WEEK)
    remedy_id = remedies_of(case)[0].pk
    with step("refund"):
        paid = refund(
            actor=staff, case=case, remedy_id=remedy_id, expected_minor=9590, provider="by_hand", at=NEXT_WEEK
        )
    with step("confirm"):
        confirm_by_hand(actor=staff, refund_id=paid.pk, reference="VIR 1", at=NEXT_WEEK)
    with step("picture"):
        picture_of(case)
    with step("timeline"):
        timeline(staff, case)
    assert {name: count for name, count in COUNTED.items() if count > MOST[name]} == {}
    assert set(COUNTED) == set(MOST)


def test_more_articles_ask_for_one_query_each() -> None:
    shop = a_shop()
    counts = []
    for number in (1, 9):
        order = an_order(shop, number=str(number), more=(("spare_part", 1, 1500),) * (number - 1))
        wishes = tuple(Wish(line.pk, line.quantity, "withdraw") for line in goods(order))
        with step("ask"):
            ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)
        counts.append(COUNTED["ask"])
    assert counts[1] - counts[0] == 8  # the guarded claim of its pieces
