"""Every date of a case: how it was counted, whose it is, what a miss does, and what replaces it when facts change."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from reprise.apps.cases.events import INTERNAL, EventType
from reprise.apps.cases.kinds import DeadlineState, RemedyType
from reprise.apps.cases.models import Case, Deadline, Remedy
from reprise.apps.cases.queries import items_of, lines_of, remedies_of, timeline_of
from reprise.apps.cases.services.end_by_hand import end_by_hand
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.core.refusals import NotFound, Overtaken
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.deadline_words import effect_of, why_of, why_this_day
from reprise.readmodels.event_details import detail_of
from reprise.readmodels.requests import Delivery, Request, Wish
from reprise.workflows.appeal import appeal
from reprise.workflows.ask_for_details import ask as ask_customer
from reprise.workflows.authorise_return import authorise
from reprise.workflows.correct_delivery import correct_delivery
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.expire_returns import expire
from reprise.workflows.finish_remedy import finish
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.keep_date import keep_date
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import (
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
from reprise.workflows.tidy_dates import tidy
from reprise.workflows.write_message import write
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def one(case: Case, name: str, state: str = "open") -> Deadline:
    return Deadline.objects.get(case=case, name=name, state=state)


def test_a_withdrawal_says_how_its_days_were_counted() -> None:
    case = asked(an_order())
    back = one(case, "return_by")
    assert (back.rule, back.starts_with, back.start_on, back.length, back.unit) == (
        "withdrawal.return_days", "declared", date(2026, 11, 24), 14, "days",
    )  # fmt: skip
    assert (back.calendar, back.is_rolled, back.zone, back.shop_id) == ("FR", True, "Europe/Paris", case.shop_id)
    with override("en"):
        assert why_this_day(back) == [
            "Counted from Tuesday 24 November 2026: the declaration reached the shop.",
            "That day itself is not counted (Regulation 1182/71, art. 3).",
            "14 days: until the end of Tuesday 8 December 2026.",
            "A working day (France): nothing moves it.",
        ]
        assert effect_of(back).startswith("The withdrawal stands")


def test_who_has_no_address_for_letters_is_acknowledged_by_hand() -> None:
    order = an_order()
    order.email = ""
    order.save()
    case = asked(order)
    owed = one(case, "acknowledge")
    assert (owed.basis, owed.effect, owed.due_on) == ("law", "fine", date(2026, 11, 24))
    end_by_hand(actor=ines(case.shop_id), deadline_id=owed.pk, at=LATER)
    assert one(case, "acknowledge", "met").ended_at == LATER


def test_the_rights_that_run_are_on_record_and_nobody_owes_anything_for_them() -> None:
    case = asked(an_order(), claim="defect")
    running = {row.name: row for row in Deadline.objects.filter(case=case, state="runs")}
    assert {name: row.due_on for name, row in running.items()} == {
        "withdraw": date(2026, 11, 30), "guarantee": date(2028, 11, 16), "presumption": date(2028, 11, 16),
        "mediation": date(2027, 11, 24),
    }  # fmt: skip
    assert {row.starts_with for row in running.values()} == {"delivered", "asked"}
    assert now(case).next_due == one(case, "decision").due_at


def test_a_complaint_opens_the_year_of_the_mediator() -> None:
    case = asked(an_order(), claim="defect")
    year = one(case, "mediation", "runs")
    assert (year.due_on, year.start_on, year.source) == (date(2027, 11, 24), date(2026, 11, 24), "CC-L612-2")


def test_a_polish_complaint_is_deemed_accepted_after_fourteen_days() -> None:
    order = an_order()
    order.country = "PL"
    order.save()
    case = asked(order, claim="defect")
    reply = one(case, "reply")
    assert (reply.due_on, reply.basis, reply.effect) == (date(2026, 12, 8), "law", "deemed_accepted")
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.DECLINE, text="Non.", at=AT
    )
    assert one(case, "reply", "met").ended_at == AT


def test_the_extra_time_for_a_delivery_is_a_date_of_ours() -> None:
    order = an_order(delivered_on=None, days_ago=50)
    told = Delivery(tracking="moving", asked_on=date(2026, 11, 20), extra_until=date(2026, 12, 4))
    wish = Wish(goods(order)[0].pk, 3, "not_received", delivery=told)
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    extra = one(case, "deliver")
    assert (extra.due_on, extra.length, extra.effect, extra.duty) == (date(2026, 12, 4), None, "may_end", "seller")
    with override("en"):
        assert why_this_day(extra) == ["The customer gave this day as the last one."]


def test_an_authorisation_replaces_the_day_of_the_law_and_says_why() -> None:
    case = authorised(an_order())
    replaced, holds = one(case, "return_by", "replaced"), one(case, "return_by")
    assert (replaced.due_on, replaced.why, holds.basis, holds.effect) == (
        date(2026, 12, 8), "authorised", "policy", "lapses",
    )  # fmt: skip
    with override("en"):
        assert why_of(replaced) == "the return was authorised"
        assert effect_of(holds).startswith("The authorisation lapses. No right is lost")


def test_a_return_that_never_comes_lets_the_authorisation_lapse() -> None:
    case = authorised(an_order())
    finish_it = expire({}, at=AT + timedelta(days=60))
    assert finish_it is not None
    finish_it()
    assert one(case, "return_by", "missed").effect == "lapses"


def test_nobody_is_woken_to_learn_that_an_authorisation_lapsed() -> None:
    case = authorised(an_order())
    at_night = (AT + timedelta(days=60)).replace(hour=2)
    finish_it = expire({}, at=at_night)
    assert finish_it is not None
    finish_it()
    assert one(case, "return_by").state == "open"


def test_a_refund_that_waited_for_the_goods_is_due_the_day_they_come() -> None:
    case = authorised(an_order())
    item, in_a_month = items_of(case)[0], AT + timedelta(days=30)
    receive(actor=ines(case.shop_id), case=now(case), found=[Found(item.pk, item.quantity)], at=in_a_month)
    refund = one(case, "refund")
    assert (refund.due_on, refund.starts_with, refund.length) == (in_a_month.date(), "goods_back", 0)
    assert (refund.amount_minor, refund.effect) == (9590, "grows_by_bands")
    with override("en"):
        assert why_this_day(refund)[1] == "There is nothing to count: it is due that day."


def test_goods_that_come_early_leave_the_fourteen_days_of_the_declaration() -> None:
    case = authorised(an_order())
    item = items_of(case)[0]
    receive(actor=ines(case.shop_id), case=now(case), found=[Found(item.pk, item.quantity)], at=LATER)
    assert (one(case, "refund").due_on, one(case, "refund").starts_with) == (date(2026, 12, 8), "declared")


def test_what_came_is_paid_in_time_and_what_did_not_come_is_not_late() -> None:
    case = authorised(an_order())
    item, in_a_month = items_of(case)[0], AT + timedelta(days=30)
    staff = ines(case.shop_id)
    receive(actor=staff, case=now(case), found=[Found(item.pk, 1)], at=in_a_month)
    armed = next(remedy for remedy in remedies_of(case) if remedy.state == "armed")
    refund(
        actor=staff, case=now(case), remedy_id=armed.pk, expected_minor=3590, provider="by_hand", at=in_a_month,
        reference="VIR 1",
    )  # fmt: skip
    assert (one(case, "refund", "met").due_on, now(case).next_due) == (in_a_month.date(), one(case, "return_by").due_at)
    later = in_a_month + timedelta(days=9)
    [left] = [each for each in items_of(case) if each.state == "expected"]
    receive(actor=staff, case=now(case), found=[Found(left.pk, 2)], at=later)
    assert one(case, "refund").due_on == later.date()


def test_postage_laid_out_under_the_guarantee_is_repaid_and_somebody_says_so() -> None:
    case = authorised(an_order(kind="printer"), claim="defect", remedy=RemedyType.REPAIR)
    postage = one(case, "postage")
    assert (postage.due_on, postage.source, postage.effect) == (date(2026, 12, 8), "CC-D217-1", "grows_by_ten")
    done = end_by_hand(actor=ines(case.shop_id), deadline_id=postage.pk, at=LATER)
    assert (done.pk, one(case, "postage", "met").why) == (postage.pk, "said_by_hand")
    said = timeline_of(now(case))[-1]
    assert (said.type, said.data["what"], said.data["due_on"]) == ("date_done", "postage", "2026-12-08")
    assert said.actor == ines(case.shop_id).key
    assert said.type in INTERNAL
    assert verify_timeline(now(case)) is None
    with override("en"):
        told = detail_of(EventType.DATE_DONE, said.data, {}, {})
    assert told == "Return postage repaid, due Tuesday 8 December 2026"
    with refused(Overtaken):
        end_by_hand(actor=ines(case.shop_id), deadline_id=postage.pk, at=LATER)
    with refused(NotFound):
        end_by_hand(actor=ines(case.shop_id), deadline_id=one(case, "remedy").pk, at=LATER)


def test_a_case_is_not_over_before_its_postage_is_paid_back() -> None:
    case = authorised(an_order(kind="printer"), quantity=1, claim="defect", remedy=RemedyType.REPLACEMENT)
    staff, item = ines(case.shop_id), items_of(case)[0]
    receive(actor=staff, case=now(case), found=[Found(item.pk, 1)], at=AT)
    finish(actor=staff, case=now(case), remedy_id=remedies_of(case)[0].pk, note="", at=AT)
    seen = inspect(actor=staff, case=now(case), item_id=item.pk, quantity=1, finding=Finding(Grade.TRIED), at=AT)
    dispose(actor=staff, case=now(case), inspection_id=seen.pk, quantity=1, route=Route.REFURBISH, at=AT)
    assert (now(case).stage, now(case).turn, now(case).next_action) == ("resolved", "us", Deed.KEEP_DATE)
    assert now(case).closed_at is None
    keep_date(actor=staff, deadline_id=one(case, "postage").pk, at=LATER)
    assert (now(case).turn, now(case).next_due, now(case).closed_at) == ("nobody", None, LATER)


def test_a_repair_is_due_thirty_days_after_the_request_and_makes_the_guarantee_longer() -> None:
    case = authorised(an_order(kind="printer"), claim="defect", remedy=RemedyType.REPAIR)
    assert (one(case, "remedy").due_on, one(case, "remedy").effect) == (date(2026, 12, 24), "other_remedies")
    item, ten_days = items_of(case)[0], AT + timedelta(days=10)
    receive(actor=ines(case.shop_id), case=now(case), found=[Found(item.pk, item.quantity)], at=ten_days)
    finish(actor=ines(case.shop_id), case=now(case), remedy_id=remedies_of(case)[0].pk, note="", at=ten_days)
    longer = one(case, "guarantee", "runs")
    assert longer.due_on == date(2029, 5, 26)  # 16 November 2028, ten days away, six months
    assert one(case, "guarantee", "replaced").why == "repaired"


def test_a_guarantee_ends_with_the_refund_of_what_it_covered() -> None:
    case = authorised(an_order(), claim="defect", remedy=RemedyType.REFUND)
    Remedy.objects.filter(case=case).update(state="done")
    tidy({}, at=LATER)
    assert one(case, "guarantee", "runs").ended_at is None  # the case goes on
    Case.objects.filter(pk=case.pk).update(closed_at=LATER)
    finish_it = tidy({}, at=LATER)
    assert finish_it is None
    assert {one(case, name, "dropped").why for name in ("guarantee", "presumption", "withdraw")} == {"repaid"}
    assert one(case, "mediation", "runs").ended_at is None


def test_a_question_waits_two_weeks_for_its_customer() -> None:
    case = asked(an_order())
    ask_customer(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question="Une photo ?", at=AT
    )  # fmt: skip
    question = one(case, "question")
    assert (question.due_on, question.duty, question.effect) == (date(2026, 12, 8), "customer", "waits")
    write(actor=alice_at(case), case=now(case), body="Voici.", at=LATER)
    assert one(case, "question", "met").ended_at == LATER


def test_an_appeal_is_answered_in_the_time_of_the_first_answer_and_opens_the_mediator_s_year() -> None:
    case, line_id = asked(an_order()), 0
    line_id = lines_of(case)[0].pk
    decide(actor=ines(case.shop_id), case=case, line_id=line_id, verdict=LineMove.DECLINE, text="Non.", at=AT)
    appeal(actor=alice_at(case), case=now(case), line_id=line_id, text="Si.", at=LATER)
    again = one(case, "decision")
    assert (again.line_id, again.starts_with, again.due_on) == (line_id, "appealed", date(2026, 11, 26))
    assert one(case, "mediation", "runs").start_on == date(2026, 11, 24)


def test_a_corrected_delivery_counts_the_rights_again_and_keeps_the_old_days() -> None:
    order = an_order()
    case = asked(order, claim="defect")
    correct_delivery(
        actor=ines(case.shop_id), order_id=order.pk, delivered_on=date(2026, 11, 20), origin=DeliveryOrigin.CARRIER,
        at=LATER,
    )  # fmt: skip
    assert one(case, "guarantee", "runs").due_on == date(2028, 11, 20)
    assert one(case, "withdraw", "runs").due_on == date(2026, 12, 4)
    assert {row.why for row in Deadline.objects.filter(case=case, state="replaced")} == {"delivery_corrected"}
    before = Deadline.objects.count()
    correct_delivery(
        actor=ines(case.shop_id), order_id=order.pk, delivered_on=date(2026, 11, 20), origin=DeliveryOrigin.CARRIER,
        at=LATER,
    )  # fmt: skip
    assert Deadline.objects.count() == before


def test_the_same_day_for_the_same_reason_is_not_written_twice() -> None:
    case = granted(an_order())
    authorise(actor=ines(case.shop_id), case=case, at=AT)
    day = one(case, "return_by").due_on
    authorise(actor=ines(case.shop_id), case=now(case), at=LATER, expires_on=day)
    assert Deadline.objects.filter(case=case, name="return_by", basis="policy").count() == 1
    assert DeadlineState.OPEN.value == one(case, "return_by").state
