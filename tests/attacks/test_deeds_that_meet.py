"""Customer, staff and jobs on one case at the same moment: one goes first, nobody meets a fault, the books agree.

Each pair is tried several times, since what may go wrong depends on who reads what before whom.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import BulkItem, BulkRun, Case, Decision, Statement, StatementStep
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.services.bulk_run import begin_run
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.stated import stated
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.notifications.models import Mail
from reprise.readmodels.requests import Request, Wish
from reprise.workflows import bulk, change_request
from reprise.workflows.announce_parcel import announce
from reprise.workflows.authorise_return import authorise
from reprise.workflows.cancel_request import cancel
from reprise.workflows.decide import decide
from reprise.workflows.expire_returns import expire
from reprise.workflows.reminders.jobs import remind
from reprise.workflows.return_request import ask
from reprise.workflows.search_index import look
from reprise.workflows.tests.builders import (
    a_request,
    a_shop,
    alice,
    alice_at,
    an_order,
    asked,
    authorised,
    goods,
    granted,
    ines,
    now,
)
from reprise.workflows.withdrawal_statement.receive import declare
from reprise.workflows.withdrawal_statement.treat import treat
from tests.support.at_once import at_once
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4
CLAIMED = re.compile(r"""UPDATE "catalogue_orderline" SET "claimed_quantity".*?WHERE.*?"id" = \(?(\d+)""")
Deed = Callable[[], object]
Done = TypeVar("Done")


def meet(*deeds: Deed) -> int:
    """Do them at the same moment; how many were done, the others having been refused in words."""
    return len(at_once(lambda number: [deeds[number]()], people=len(deeds)))


def books_agree(case: Case) -> None:
    """What the order says is claimed is what its cases hold, and the timeline is whole."""
    order = case.order
    assert order is not None
    held = [line for each in Case.objects.filter(order=order) for line in lines_of(each)]
    live = sum(line.quantity for line in held if line.state != LineState.CANCELLED.value)
    assert goods(order)[0].claimed_quantity == live
    assert verify_timeline(case) is None


def cases(make: Callable[[Order], Case]) -> list[Case]:
    shop = a_shop()
    return [make(an_order(shop, number=str(n))) for n in range(TIMES)]


def verdict(case: Case) -> Deed:
    line = lines_of(case)[0].pk
    return lambda: decide(actor=ines(case.shop_id), case=now(case), line_id=line, verdict=LineMove.APPROVE, at=AT)


def smaller(case: Case) -> Deed:
    order = case.order
    assert order is not None
    wanted = a_request(order, 1, "defect")
    return lambda: change_request.change(actor=alice_at(case), case=now(case), request=wanted, at=AT)


def taken_back(case: Case) -> Deed:
    return lambda: cancel(actor=alice_at(case), case=now(case), at=AT)


def test_a_request_is_changed_while_it_is_decided() -> None:
    for case in cases(lambda order: asked(order, 3, "defect")):
        assert meet(smaller(case), verdict(case)) in {1, 2}  # changed, then decided; or decided, and too late
        assert Decision.objects.filter(line__case=case).count() == 1
        books_agree(case)


def test_a_request_is_changed_twice_and_cancelled() -> None:
    for case in cases(lambda order: asked(order, 3, "defect")):
        assert meet(smaller(case), smaller(case), taken_back(case)) >= 1
        books_agree(case)


def test_a_request_is_taken_back_while_it_is_decided() -> None:
    for case in cases(asked):
        assert meet(taken_back(case), verdict(case)) == 1
        assert {line.state for line in lines_of(case)} in ({"cancelled"}, {"approved"})
        books_agree(case)


def test_the_same_articles_are_asked_for_and_let_go_in_one_order_whichever_is_named_first() -> None:
    order = an_order(more=(("filament", 3, 3000), ("filament", 3, 3000)))
    for turn in (1, -1):
        wishes = tuple(Wish(line.pk, 1, "defect") for line in goods(order)[::turn])
        wanted = Request(wishes, danger=False, language="fr")
        case = in_one_order(partial(ask, actor=alice(order), order=order, request=wanted, at=AT))
        in_one_order(partial(change_request.change, actor=alice_at(case), case=now(case), request=wanted, at=AT))
        in_one_order(partial(cancel, actor=alice_at(case), case=now(case), at=AT))


def in_one_order(deed: Callable[[], Done]) -> Done:
    """What a deed returns that takes pieces of three lines, each after those with a smaller number."""
    with CaptureQueriesContext(connection) as asked_for:
        done = deed()
    numbers = [int(found[1]) for each in asked_for if (found := CLAIMED.search(each["sql"]))][:3]
    assert len(numbers) == 3
    assert numbers == sorted(numbers)
    return done


def test_a_return_is_authorised_by_two_and_announced() -> None:
    for case in cases(granted):
        send = Announcement(contents={items_of(case)[0].pk: 3}, dispatched_on=AT.date())
        allow = [partial(authorise, actor=ines(case.shop_id), case=now(case), at=AT) for _ in range(2)]
        assert meet(*allow, partial(announce, actor=alice_at(case), case=case, said=send, at=AT)) >= 1
        assert Mail.objects.filter(case_id=case.pk, letter="return_ready").count() == 1
        books_agree(case)


def test_a_parcel_is_announced_while_its_return_expires() -> None:
    late = AT + timedelta(days=60)
    made = cases(authorised)
    sends = [Announcement(contents={items_of(case)[0].pk: 3}, dispatched_on=late.date()) for case in made]

    def job() -> None:
        finish = expire({}, at=late)
        with transaction.atomic():  # as the worker does
            (finish or bool)()

    for case, send in zip(made, sends, strict=True):
        assert meet(job, job, partial(announce, actor=alice_at(case), case=case, said=send, at=late))
        assert Parcel.objects.filter(case=case).count() == 1
        assert {item.state for item in items_of(case)} == {"dispatched"}
        books_agree(case)
    assert Mail.objects.filter(dedupe_key__startswith="return_expired").count() <= TIMES


def test_a_statement_is_treated_by_two_while_its_buyer_asks_for_the_same() -> None:
    shop = a_shop()
    for n in range(TIMES):
        order = an_order(shop, number=str(n))
        said = stated(name="Alice Martin", email="alice@example.com", order_number=str(n))
        statement = declare(actor=ines(shop.pk), said=said, language="fr", at=AT)
        meet(
            partial(treat, statement=statement, at=AT), partial(treat, statement=statement, at=AT),
            partial(ask, actor=alice(order), order=order, request=a_request(order, 2), at=AT),
        )  # fmt: skip
        assert goods(order)[0].claimed_quantity <= 3
        for case in Case.objects.filter(order=order):
            books_agree(case)
    assert Statement.objects.count() == TIMES
    assert StatementStep.objects.filter(outcome="matched").count() <= TIMES


def test_a_run_over_many_cases_is_carried_on_by_two_workers() -> None:
    made = cases(asked)
    run = begin_run(
        actor=ines(made[0].shop_id), deed="tag", params={"label": "lot"}, case_ids=[case.pk for case in made], at=AT
    )

    def worker() -> None:
        finish = bulk.carry_on({"run_id": run.pk}, at=AT)
        assert finish is not None
        with transaction.atomic():  # as the worker does
            finish()

    assert meet(worker, worker, worker) == 3
    assert not BulkItem.objects.filter(outcome__in=("waiting", "doing")).exists()
    assert BulkRun.objects.get().finished_at is not None


def test_the_calendar_and_the_search_are_kept_by_two_workers() -> None:
    cases(authorised)
    late = AT + timedelta(days=12)
    meet(*[lambda: remind({}, at=late)] * 2, *[lambda: look({}, at=late)] * 2)
    keys = list(Mail.objects.exclude(dedupe_key="").values_list("dedupe_key", "to", "shop"))
    assert len(keys) == len(set(keys))
