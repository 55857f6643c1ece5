from datetime import date, timedelta
from typing import Any

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import CaseKind, DeadlineBasis, Duty
from reprise.apps.cases.models import Case, CaseLine, Deadline, RequestDraft
from reprise.apps.cases.models.case import FIRST
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.catalogue.services.pieces import NothingLeft
from reprise.apps.evidence.models import Evidence
from reprise.apps.notifications.models import Mail
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_file, a_request, a_shop, alice, an_order, asked, goods, ines, now
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_withdrawal_is_acknowledged_at_once_with_what_was_declared() -> None:
    order = an_order()
    case = asked(order)
    assert case.kind == CaseKind.WITHDRAWAL
    mail = Mail.objects.get()
    assert (mail.letter, mail.to, mail.case_id) == ("withdrawal_received", "alice@example.com", case.pk)
    assert "3 × Article 1" in mail.text
    assert "Je vous notifie ma rétractation" in mail.text
    assert case.reference in mail.text


def test_what_law_and_policy_answered_is_kept_with_the_line() -> None:
    case = asked(an_order())
    line = lines_of(case)[0]
    proposal = proposal_of(line.proposal)
    assert proposal is not None
    assert (proposal.verdict, proposal.basis, proposal.refund_minor) == ("yes", "withdrawal", 9000)
    assert (line.ground, line.claim, line.description) == ("withdrawal", "withdraw", "Elle casse.")
    assert (proposal.policy_number, bool(proposal.law_version)) == (1, True)
    assert now(case).value_minor == 9000


def test_the_days_of_the_law_and_of_the_promise_run_from_the_request() -> None:
    case = asked(an_order())
    days = {each.name: each for each in Deadline.objects.filter(case=case)}
    open_now = {name for name, day in days.items() if day.state == "open"}
    assert open_now == {"decision", "return_by"}  # the refund may wait for the goods
    assert (days["acknowledge"].state, days["acknowledge"].due_on) == ("met", date(2026, 11, 24))
    assert {name for name, day in days.items() if day.state == "runs"} == set()  # the goods go back
    assert (days["decision"].due_on, days["decision"].basis) == (date(2026, 11, 26), DeadlineBasis.PROMISE)
    assert (days["return_by"].due_on, days["return_by"].duty) == (date(2026, 12, 8), Duty.CUSTOMER)
    assert days["return_by"].source == "CC-L221-23"
    assert now(case).next_due == days["decision"].due_at


def test_a_complaint_is_one_and_its_letter_says_by_when_we_answer() -> None:
    case = asked(an_order(), claim="defect")
    assert (case.kind, lines_of(case)[0].ground) == (CaseKind.COMPLAINT, "conformity")
    mail = Mail.objects.get()
    assert mail.letter == "request_received"
    assert "26 novembre 2026" in mail.text


def test_after_the_law_s_time_the_shop_s_own_window_makes_it_a_return() -> None:
    shop = a_shop()
    today = date(2026, 10, 1)
    publish_policy(
        actor=ines_manager(shop.pk), in_force_from=today, today=today,
        policy=Policy(tables={TableName.WINDOW: (Row("w1", then={"days": 60}),)}),
        at=AT - timedelta(days=54),
    )  # fmt: skip
    case = asked(an_order(shop, delivered_on=date(2026, 11, 2), days_ago=30))
    assert (case.kind, lines_of(case)[0].ground) == (CaseKind.RETURN, "commercial")


def ines_manager(shop_id: int) -> Actor:
    return Actor(ActorKind.STAFF, shop_id, frozenset(Right), "Inès", person_id=101)


def test_a_withdrawal_that_comes_too_late_is_acknowledged_all_the_same() -> None:
    case = asked(an_order(delivered_on=date(2026, 10, 1), days_ago=60))
    line = lines_of(case)[0]
    proposal = proposal_of(line.proposal)
    assert proposal is not None
    assert (case.kind, line.ground, proposal.verdict) == (CaseKind.WITHDRAWAL, "withdrawal", "no")
    assert Mail.objects.get().letter == "withdrawal_received"
    assert {each.name for each in Deadline.objects.filter(state="open")} == {"decision"}


def test_a_second_submit_is_the_same_case() -> None:
    order = an_order()
    draft = begin_draft(shop_id=order.shop_id, order_id=order.pk, at=AT)
    request = a_request(order, draft_key=draft.key)
    first = ask(actor=alice(order), order=order, request=request, at=AT)
    again = ask(actor=alice(order), order=order, request=request, at=LATER)
    assert first.pk == again.pk
    assert Case.objects.count() == Mail.objects.count() == 1
    assert OrderLine.objects.get(pk=goods(order)[0].pk).claimed_quantity == 3
    assert RequestDraft.objects.get().case_id == first.pk


def test_another_request_about_what_is_left_is_another_case() -> None:
    order = an_order()
    asked(order, 1)
    asked(order, 2, "defect")
    assert Case.objects.count() == 2
    with refused(NothingLeft) as caught:
        asked(order, 1)
    assert (caught.value.field, caught.value.params["left"]) == ("quantity", 0)


@pytest.mark.parametrize("quantity", [4, 10**6])
def test_more_pieces_than_were_bought_are_refused_and_nothing_is_written(quantity: int) -> None:
    order = an_order()
    with refused(NothingLeft):
        asked(order, quantity)
    assert not Case.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 10**6 + 1])
def test_a_forged_quantity_is_refused(quantity: int) -> None:
    order = an_order()
    with refused(Invalid) as caught:
        asked(order, quantity)
    assert caught.value.field == "quantity"


def test_a_line_of_another_order_looks_missing() -> None:
    order = an_order()
    other = an_order(order.shop, number="1002")
    request = Request((Wish(goods(other)[0].pk, 1, "withdraw"),), danger=False, language="fr")
    with refused(NotFound):
        ask(actor=alice(order), order=order, request=request, at=AT)


def test_a_delivery_fee_cannot_be_asked_about_as_an_article() -> None:
    order = an_order()
    fee = OrderLine.objects.get(order=order, type="shipping")
    request = Request((Wish(fee.pk, 1, "withdraw"),), danger=False, language="fr")
    with refused(Invalid) as caught:
        ask(actor=alice(order), order=order, request=request, at=AT)
    assert caught.value.field == "order_line_id"


@pytest.mark.parametrize(
    ("forged", "field"),
    [
        ({"claim": "recall"}, "claim"),
        ({"claim": ""}, "claim"),
        ({"claim": "defect", "asked_remedy": "gold"}, "asked_remedy"),
        ({"claim": "defect", "reason": "<b>alice@example.com</b>"}, "reason"),
        ({"claim": "defect", "description": "a" * 5001}, "description"),
    ],
)
def test_what_no_page_sends_is_refused(forged: dict[str, Any], field: str) -> None:
    order = an_order()
    request = Request((Wish(goods(order)[0].pk, 1, **forged),), danger=False, language="fr")
    with refused(Invalid) as caught:
        ask(actor=alice(order), order=order, request=request, at=AT)
    assert caught.value.field == field


@pytest.mark.parametrize("wishes", [0, 51])
def test_a_request_has_between_one_and_fifty_articles(wishes: int) -> None:
    order = an_order(quantity=60)
    many = tuple(Wish(goods(order)[0].pk, 1, "withdraw") for _ in range(wishes))
    with refused(Invalid):
        ask(actor=alice(order), order=order, request=Request(many, danger=False, language="fr"), at=AT)


def test_nobody_asks_about_somebody_else_s_order() -> None:
    order = an_order()
    other = an_order(order.shop, number="1002")
    stranger = an_order(a_shop("atelier-voisin"), number="1003")
    for actor in (alice(other), alice(stranger), ines(stranger.shop_id)):
        with refused(NotFound):
            ask(actor=actor, order=order, request=a_request(order), at=AT)
    reader = Actor(ActorKind.TOKEN, order.shop_id, frozenset({Right.CASES_READ}), "reader", token_id=1)
    with refused(Forbidden):
        ask(actor=reader, order=order, request=a_request(order), at=AT)


def test_pictures_that_were_uploaded_before_lie_on_the_case() -> None:
    order = an_order()
    file = a_file(alice(order))
    case = ask(actor=alice(order), order=order, request=a_request(order, file_ids=(file.pk,)), at=AT)
    assert Evidence.objects.get().case_id == case.pk


def test_somebody_else_s_picture_looks_missing_and_nothing_is_written() -> None:
    order = an_order()
    other = an_order(order.shop, number="1002")
    file = a_file(alice(other))
    with refused(NotFound):
        ask(actor=alice(order), order=order, request=a_request(order, file_ids=(file.pk,)), at=AT)
    assert not Case.objects.exists()


def test_danger_comes_first_in_the_queue() -> None:
    order = an_order()
    wish = Wish(goods(order)[0].pk, 1, "defect")
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=True, language="fr"), at=AT)
    assert now(case).queue_at == FIRST


def test_one_request_may_hold_different_claims() -> None:
    order = an_order(more=(("printer", 1, 40000),))
    first, second = goods(order)
    wishes = (Wish(second.pk, 1, "defect", asked_remedy="repair"), Wish(first.pk, 2, "withdraw"))
    case = ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="en"), at=AT)
    assert case.kind == CaseKind.COMPLAINT
    assert [line.ground for line in lines_of(case)] == ["conformity", "withdrawal"]
    mail = Mail.objects.get()
    assert (mail.letter, mail.language) == ("withdrawal_received", "en")
    assert "Article 2" not in mail.text.partition("Return")[0].replace("Article 1", "")


def test_an_article_nobody_has_sorted_waits_for_a_person() -> None:
    case = asked(an_order(kind=""))
    proposal = proposal_of(CaseLine.objects.get().proposal)
    assert proposal is not None
    assert (proposal.verdict, proposal.missing) == ("person", ("product_kind",))
    assert case.kind == CaseKind.WITHDRAWAL


def test_an_unknown_language_is_answered_in_the_shop_s() -> None:
    order = an_order()
    request = Request((Wish(goods(order)[0].pk, 1, "withdraw"),), danger=False, language="tlh", channel="pigeon")
    case = ask(actor=alice(order), order=order, request=request, at=AT)
    assert (case.language, case.channel) == ("fr", "api")
