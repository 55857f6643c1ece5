"""What follows from a withdrawal statement: a case dated by it where an order fits, a letter in any case."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.faces import Face
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import CaseKind, StatementOutcome
from reprise.apps.cases.models import Case, CaseLine, Deadline, Statement
from reprise.apps.cases.stated import Stated, stated
from reprise.apps.cases.statement_queries import open_statement_rows, open_statements, picture_of_statement
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.platform.jobs.worker import work_off
from reprise.workflows.tests.builders import a_shop, an_order, asked, goods, ines
from reprise.workflows.withdrawal_statement.receive import Receipt, declare, receive
from reprise.workflows.withdrawal_statement.settle import NotOpen, match, put_aside, release
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
ALICE = stated(name="Alice Martin", email="Alice@Example.com", order_number="1001")
BOB = stated(name="Bob", email="bob@example.com", order_number="4711")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})


def said(shop: Shop, what: Stated = ALICE, at: object = AT, network: str = "192.0.2.1") -> Statement:
    """A statement that came by the pages, and what its job did about it."""
    receipt = receive(face=Face.of(shop), said=what, language="fr", network=network, at=at)  # type: ignore[arg-type]
    assert isinstance(receipt, Receipt)
    assert receipt.recorded
    work_off(at=LATER)
    return Statement.objects.get(reference=receipt.told.reference)


def outcomes(statement: Statement) -> list[str]:
    return [step.outcome for step in picture_of_statement(statement).steps]


def test_number_and_address_open_a_case_whose_days_count_from_the_statement() -> None:
    order = an_order()
    statement = said(order.shop, at=AT - timedelta(days=1))
    case = Case.objects.get()
    assert (case.order_id, case.kind, case.opened_at) == (order.pk, CaseKind.WITHDRAWAL, AT - timedelta(days=1))
    assert outcomes(statement) == [StatementOutcome.MATCHED]
    assert Deadline.objects.get(case=case, name="return_by").due_on == date(2026, 12, 7)  # 14 days after the 23rd
    assert CaseLine.objects.get(case=case).quantity == 3
    assert Mail.objects.get().case_id == case.pk
    assert open_statement_rows(ines(order.shop_id)).count() == 0


@pytest.mark.parametrize(
    ("kind", "delivered_on", "buyer"),
    [
        ("filament", None, "consumer"), ("filament", date(2026, 9, 1), "consumer"),
        ("custom_print", date(2026, 11, 16), "consumer"), ("filament", date(2026, 11, 16), "professional"),
        ("", date(2026, 11, 16), "consumer"),
    ],
    ids=["before delivery", "too late", "made to order", "professional", "unknown kind"],
)  # fmt: skip
def test_whatever_law_answers_later_it_is_received_and_acknowledged(
    kind: str, delivered_on: date | None, buyer: str
) -> None:
    order = an_order(kind=kind, delivered_on=delivered_on)
    Order.objects.filter(pk=order.pk).update(buyer_kind=buyer)
    statement = said(order.shop)
    assert outcomes(statement) == [StatementOutcome.MATCHED]
    letter = Mail.objects.get()
    assert letter.letter == "withdrawal_received"
    assert letter.enclosures == [{"kind": "statement", "statement_id": statement.pk}]


def test_the_same_statement_again_is_the_first_one() -> None:
    order = an_order()
    first, again = said(order.shop), said(order.shop, at=AT + timedelta(days=3))
    assert first == again
    assert (Case.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", [BOB, replace(BOB, order_number="1001"), replace(ALICE, order_number="")])
def test_one_that_fits_no_order_waits_for_somebody_with_its_acknowledgement_sent(other: Stated) -> None:
    order = an_order()
    statement = said(order.shop, other if other.order_number else replace(other, bought="Du filament, lundi"))
    assert not Case.objects.exists()
    assert [one.statement for one in open_statements(ines(order.shop_id))] == [statement]
    letter = Mail.objects.get()
    assert (letter.letter, letter.to.lower()) == ("statement_received", statement.private.email)
    assert "RP-" not in letter.text


def test_all_parts_of_a_split_order_are_withdrawn_from() -> None:
    shop = a_shop()
    first, second = an_order(shop, number="1001"), an_order(shop, number="1001-2")
    Order.objects.filter(pk=second.pk).update(number_key="1001")
    statement = said(shop)
    assert set(Case.objects.values_list("order_id", flat=True)) == {first.pk, second.pk}
    assert outcomes(statement) == [StatementOutcome.MATCHED, StatementOutcome.MATCHED]


def test_a_part_named_by_its_article_is_that_article_and_anything_else_is_for_staff() -> None:
    order = an_order(quantity=1, more=(("accessory", 1, 8900),))
    statement = said(order.shop, replace(ALICE, goods="seulement l’ARTICLE 2, merci"))
    assert [line.name for line in CaseLine.objects.all()] == ["Article 2"]
    assert outcomes(statement) == [StatementOutcome.MATCHED]
    unclear = said(order.shop, replace(ALICE, goods="la rouge"))
    assert picture_of_statement(unclear).is_open


def test_pieces_that_a_case_has_already_open_no_second_one_and_staff_look() -> None:
    order = an_order()
    case = asked(order, claim="defect")
    statement = said(order.shop)
    assert Case.objects.count() == 1
    assert outcomes(statement) == [StatementOutcome.ATTACHED]
    picture = picture_of_statement(statement)
    assert (picture.is_open, picture.steps[0].case) == (True, case)
    assert Mail.objects.filter(letter="statement_received").count() == 1
    put_aside(actor=ines(order.shop_id), reference=statement.reference, outcome=StatementOutcome.SEEN, at=LATER)
    assert open_statement_rows(ines(order.shop_id)).count() == 0


def test_what_is_free_opens_a_case_beside_the_one_that_is_there() -> None:
    order = an_order()
    asked(order, quantity=1, claim="defect")
    extra = an_order(order.shop, number="1002", more=(("accessory", 1, 8900),))
    asked(extra, quantity=3, claim="defect")
    said(order.shop)
    both = said(order.shop, replace(ALICE, order_number="1002"))
    assert sorted(CaseLine.objects.filter(claim="withdraw").values_list("name", "quantity")) == [
        ("Article 1", 2), ("Article 2", 1),
    ]  # fmt: skip
    assert outcomes(both) == [StatementOutcome.MATCHED, StatementOutcome.ATTACHED]


def test_staff_match_in_one_click_and_the_legal_date_stays() -> None:
    order = an_order()
    statement = said(order.shop, BOB)
    case = match(actor=ines(order.shop_id), reference=statement.reference, order_id=order.pk, at=LATER)
    assert (case.opened_at, case.contact_email) == (AT, "alice@example.com")
    assert outcomes(statement) == [StatementOutcome.MATCHED]
    with refused(NotOpen):
        match(actor=ines(order.shop_id), reference=statement.reference, order_id=order.pk, at=LATER)


def test_staff_say_which_pieces_when_the_statement_does_not() -> None:
    order = an_order()
    statement = said(order.shop, replace(ALICE, goods="une bobine sur les trois"))
    deed = {"actor": ines(order.shop_id), "reference": statement.reference, "order_id": order.pk, "at": LATER}
    with refused(Invalid):
        match(**deed)  # type: ignore[arg-type]
    match(**deed, quantities={goods(order)[0].pk: 1})  # type: ignore[arg-type]
    assert CaseLine.objects.get().quantity == 1


def test_nobody_matches_without_the_right_or_across_shops() -> None:
    order = an_order()
    statement = said(order.shop, BOB)
    viewer = Actor(ActorKind.STAFF, order.shop_id, RIGHTS[Role.VIEWER], "Vera")
    with refused(Forbidden):
        match(actor=viewer, reference=statement.reference, order_id=order.pk, at=LATER)
    stranger = ines(a_shop("voisin").pk)
    with refused(NotFound):
        match(actor=stranger, reference=statement.reference, order_id=order.pk, at=LATER)
    with refused(NotFound):
        put_aside(actor=stranger, reference=statement.reference, outcome=StatementOutcome.NOT_OURS, at=LATER)


def test_one_that_is_not_ours_or_said_twice_is_put_aside_and_stays() -> None:
    order = an_order()
    actor = ines(order.shop_id)
    first, second = said(order.shop, BOB), said(order.shop, replace(BOB, order_number="4712"))
    with refused(Invalid):
        put_aside(actor=actor, reference=second.reference, outcome=StatementOutcome.SEEN, at=LATER)
    with refused(Invalid):
        put_aside(
            actor=actor, reference=second.reference, outcome=StatementOutcome.DOUBLE, at=LATER,
            double_of=second.reference,
        )  # fmt: skip
    put_aside(
        actor=actor, reference=second.reference, outcome=StatementOutcome.DOUBLE, at=LATER, double_of=first.reference
    )
    put_aside(actor=actor, reference=first.reference, outcome=StatementOutcome.NOT_OURS, at=LATER)
    assert (open_statement_rows(actor).count(), Statement.objects.count()) == (0, 2)


def test_many_statements_to_one_address_count_all_and_write_three_times_a_day() -> None:
    shop = a_shop()
    made = [said(shop, replace(BOB, order_number=str(number)), network=f"192.0.2.{number}") for number in range(5)]
    assert [one.held for one in made] == [False, False, False, True, True]
    assert Mail.objects.count() == 3
    release(actor=ines(shop.pk), reference=made[-1].reference, at=LATER)
    assert Mail.objects.count() == 4
    with refused(NotOpen):
        release(actor=ines(shop.pk), reference=made[-1].reference, at=LATER)


def test_many_statements_from_one_network_count_all_and_soon_write_to_nobody() -> None:
    shop = a_shop()
    made = [
        said(shop, stated(name="Eve", email=f"victim{number}@example.com", order_number="1")) for number in range(22)
    ]
    assert sum(one.held for one in made) == 2
    assert Mail.objects.count() == 20


def test_a_customer_over_budget_whose_order_fits_gets_their_case_and_its_letter() -> None:
    shop = a_shop()
    order = an_order(shop)
    for number in range(4):
        said(shop, replace(ALICE, order_number=f"X{number}"))
    said(shop)
    assert Case.objects.get().order_id == order.pk
    assert Mail.objects.filter(letter="withdrawal_received").count() == 1


def test_a_program_or_staff_write_one_down_for_somebody_who_wrote_or_called() -> None:
    order = an_order()
    token = Actor(ActorKind.TOKEN, order.shop_id, frozenset({Right.CASES_WRITE}), "shop front", token_id=1)
    made = declare(actor=token, said=ALICE, language="en", at=AT - timedelta(days=1))
    assert declare(actor=token, said=ALICE, language="en", at=AT) == made
    work_off(at=LATER)
    assert Case.objects.get().opened_at == AT - timedelta(days=1)
    with refused(Forbidden):
        declare(actor=replace(token, rights=frozenset()), said=ALICE, language="en", at=AT)


def test_cancelled_pieces_are_not_asked_for() -> None:
    order = an_order()
    OrderLine.objects.filter(order=order, type="product").update(cancelled_quantity=2)
    said(order.shop)
    assert CaseLine.objects.get().quantity == 1
