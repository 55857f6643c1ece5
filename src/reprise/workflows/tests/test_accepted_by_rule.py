"""A row of the shop's policy accepts at once, unless something asks for a person; staff see which row it was."""

from dataclasses import replace

import pytest

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.cases.models import Case, Decision
from reprise.apps.cases.queries import authorisation_of, items_of, lines_of, remedies_of
from reprise.apps.catalogue.models import Order
from reprise.apps.notifications.models import Mail
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_file, a_shop, alice, an_order, goods
from reprise.workflows.tests.policies import MANY_RETURNS, REPRINT_SMALL, TWO_PHOTOS, at_least, one_of, publish, row
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def a_print(shop: Shop | None = None, paid: int = 2_000, number: str = "1001") -> Order:
    return an_order(shop, quantity=1, kind="catalogue_print", paid=paid, number=number)


def asked_with(order: Order, photos: int = 2, *, danger: bool = False, claim: str = "defect") -> Case:
    customer = alice(order)
    files = [a_file(customer).pk for _ in range(photos)]
    wish = Wish(goods(order)[0].pk, 1, claim, reason="fdm_warping", description="Elle gondole.")
    shots = dict(zip(("overview", "closeup"), files, strict=False))
    request = Request((wish,), danger=danger, language="fr", file_ids=tuple(files), shots=shots)
    return ask(actor=customer, order=order, request=request, at=AT)


def letters() -> list[str]:
    return list(Mail.objects.order_by("id").values_list("letter", flat=True))


def test_what_a_rule_accepts_is_decided_with_the_request_and_its_letter_is_the_answer() -> None:
    order = a_print()
    number = publish(order.shop, answer=(REPRINT_SMALL,))
    case = asked_with(order)
    [line] = lines_of(case)
    decision = Decision.objects.get()
    assert (line.state, line.approved_quantity, decision.decided_by) == ("approved", 1, "system")
    assert decision.versions["policy"] == number
    assert decision.versions["rows"]["answer"] == "a4"
    assert decision.facts["policy"]["photos"] == 2
    assert {"table": "answer", "row": "a4", "steps": [["a4"]], "before": 0} in decision.trace
    [remedy] = remedies_of(case)
    assert (remedy.type, remedy.state) == ("reprint", "armed")
    assert [item.state for item in items_of(case)] == ["not_required"]
    assert letters() == ["request_accepted"]
    told = proposal_of(line.proposal)
    assert told is not None
    [rule] = [why for why in told.told["fr"].why if why.is_shop]
    assert rule.label == f"Notre politique, règle a4, version {number}"
    assert rule.text == "Les petites pièces sont réimprimées."


def test_goods_that_come_back_are_authorised_with_their_number_in_the_same_go() -> None:
    order = an_order(kind="filament")
    publish(order.shop, answer=(row("a1", {"claim": one_of("withdraw"), "law": one_of("accept")}, verdict="accept",
                                    automatic=True),))  # fmt: skip
    wish = Wish(goods(order)[0].pk, 3, "withdraw")
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    slip = authorisation_of(case)
    assert slip is not None
    assert slip.number.startswith("RMA-2026-")
    assert letters() == ["withdrawal_received", "request_accepted", "return_ready"]
    assert [remedy.state for remedy in remedies_of(case)] == ["accepted"]  # it waits for the goods
    assert case.stage == "awaiting_goods"


@pytest.mark.parametrize(("photos", "danger", "paid", "limit", "held"), [
    (2, True, 2_000, None, "danger"), (2, False, 2_000, 1_500, "limit"),
])  # fmt: skip
def test_a_person_answers_where_it_is_dangerous_or_dear(
    photos: int, danger: bool, paid: int, limit: int | None, held: str
) -> None:
    order = a_print(paid=paid)
    Shop.objects.filter(pk=order.shop_id).update(second_person_above_minor=limit)
    publish(order.shop, answer=(REPRINT_SMALL,))
    [line] = lines_of(asked_with(order, photos, danger=danger))
    kept = proposal_of(line.proposal)
    assert kept is not None
    assert kept.policy is not None
    assert (line.state, kept.policy.held, kept.is_automatic) == ("pending", held, False)


def test_a_signal_calls_a_person_and_the_customer_never_hears_of_it() -> None:
    shop = a_shop()
    publish(shop, answer=(REPRINT_SMALL,), signal=(MANY_RETURNS,))
    known = known_customer(shop)
    for number in ("1", "2", "3"):
        order = a_print(shop, number=number)
        Order.objects.filter(pk=order.pk).update(customer=known)
        case = asked_with(Order.objects.get(pk=order.pk))
    [line] = lines_of(case)
    kept = proposal_of(line.proposal)
    assert kept is not None
    assert kept.policy is not None
    assert (line.state, kept.policy.held, kept.verdict) == ("pending", "signal", "yes")
    [question] = kept.policy.questions
    assert question.en == "Should somebody call the customer before we answer?"
    told = str(kept.told)
    assert "call the customer" not in told
    assert "appeler le client" not in told
    assert "s1" not in told
    before = Case.objects.order_by("id").first()
    assert before is not None
    assert lines_of(before)[0].state == "approved"


def known_customer(shop: Shop) -> Customer:
    return Customer.objects.create(shop=shop, email="alice@example.com", name="Alice Martin")


def test_missing_photos_leave_it_to_a_person() -> None:
    order = a_print()
    loose = replace(REPRINT_SMALL, when={"claim": one_of("defect")})
    publish(order.shop, answer=(loose,), evidence=(TWO_PHOTOS,))
    [line] = lines_of(asked_with(order, 1))
    kept = proposal_of(line.proposal)
    assert kept is not None
    assert kept.policy is not None
    assert (line.state, kept.policy.held) == ("pending", "evidence")
    assert kept.policy.lacking.shots == ("closeup",)


def test_nothing_is_accepted_at_once_while_a_decision_on_the_order_is_disputed() -> None:
    order = an_order(quantity=2, kind="catalogue_print", paid=2_000)
    publish(order.shop, answer=(REPRINT_SMALL,))
    first = asked_with(order)
    type(lines_of(first)[0]).objects.filter(case=first).update(state="appealed")
    [line] = lines_of(asked_with(order))
    assert (line.state, line.proposal["policy"]["held"]) == ("pending", "disputed")


def test_a_rule_that_asks_for_a_second_person_keeps_it_from_being_accepted_at_once() -> None:
    order = a_print()
    publish(order.shop, answer=(REPRINT_SMALL,),
            approval=(row("p1", {"amount_minor": at_least(1_000)}, second_person=True),))  # fmt: skip
    [line] = lines_of(asked_with(order))
    assert (line.state, line.proposal["policy"]["held"]) == ("pending", "approval")


def test_what_a_rule_sends_at_once_is_told_as_it_comes_and_not_as_a_choice() -> None:
    order = a_print()
    publish(order.shop, answer=(REPRINT_SMALL,))
    proposal = proposal_of(lines_of(asked_with(order))[0].proposal)
    assert proposal is not None
    told = proposal.told["en"]
    assert (told.headline, told.what) == ("We print it again", "You receive a new print. You pay nothing.")
    assert "Law" in told.until
