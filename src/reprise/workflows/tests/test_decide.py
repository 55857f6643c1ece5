from datetime import date

import pytest

from reprise.apps.cases.kinds import LineState, RemedyState, RemedyType, Stage, Trigger
from reprise.apps.cases.models import Case, CaseLine, Deadline, Decision, Remedy
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.transitions import ForbiddenMove, LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.catalogue.services.pieces import NothingLeft
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.workflows.appeal import appeal
from reprise.workflows.decide import decide
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, goods, granted, ines, now
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def verdict(case: Case, move: LineMove, **more: object) -> Decision:
    """Inès' verdict on the first line."""
    line = lines_of(case)[0]
    return decide(actor=ines(case.shop_id), case=case, line_id=line.pk, verdict=move, at=AT, **more)  # type: ignore[arg-type]


def claimed(case: Case) -> int:
    """How many pieces of the first article cases hold."""
    return OrderLine.objects.get(pk=lines_of(case)[0].order_line_id or 0).claimed_quantity


def test_a_granted_withdrawal_is_a_refund_that_waits_for_the_goods() -> None:
    case = asked(an_order())
    decision = verdict(case, LineMove.APPROVE)
    remedy = Remedy.objects.get()
    assert (remedy.type, remedy.quantity, remedy.trigger, remedy.state, remedy.amount_minor) == (
        RemedyType.REFUND, 3, Trigger.ON_RECEIPT, RemedyState.ACCEPTED, None,
    )  # fmt: skip
    assert [(item.quantity, item.state) for item in items_of(case)] == [(3, "expected")]
    assert (decision.basis, decision.versions["policy"]) == ("withdrawal", 1)
    assert decision.trace
    assert decision.facts["country"] == "FR"
    mail = Mail.objects.filter(letter="request_accepted").get()
    assert "3 × Article 1 : vous êtes remboursé" in mail.text.replace("\xa0", " ")
    assert "95,90 €" in mail.text.replace("\xa0", " ")


@pytest.mark.parametrize("remedy", sorted(set(RemedyType) - {RemedyType.REFUND}))
def test_a_withdrawal_is_repaid_in_money(remedy: RemedyType) -> None:
    case = asked(an_order())
    with refused(Invalid) as caught:
        verdict(case, LineMove.APPROVE, remedy=remedy)
    assert caught.value.field == "remedy"
    assert not Decision.objects.exists()


def test_a_downloaded_file_is_repaid_at_once_with_nothing_to_send() -> None:
    case = asked(an_order(kind="digital_file", quantity=1, paid=900), 1)
    verdict(case, LineMove.APPROVE)
    assert Remedy.objects.get().state == RemedyState.ARMED
    assert [item.state for item in items_of(case)] == ["not_required"]
    assert Deadline.objects.get(name="refund", state="open").due_on == date(2026, 12, 8)


def test_a_faulty_printer_is_repaired_within_the_law_s_thirty_days() -> None:
    case = asked(an_order(kind="printer", quantity=1), 1, "defect")
    verdict(case, LineMove.APPROVE)
    remedy = Remedy.objects.get()
    assert (remedy.type, remedy.state) == (RemedyType.REPAIR, RemedyState.ACCEPTED)
    due = Deadline.objects.get(name="remedy")
    assert (due.due_on, due.source) == (date(2026, 12, 24), "CC-L217-10")


def test_goods_that_need_not_come_back_set_the_remedy_going_at_once() -> None:
    case = asked(an_order(kind="catalogue_print"), 2, "defect")
    verdict(case, LineMove.APPROVE, remedy=RemedyType.REPRINT, keep_goods=True)
    assert Remedy.objects.get().state == RemedyState.ARMED
    assert [item.state for item in items_of(case)] == ["not_required"]
    assert now(case).next_action == "finish_remedy"
    mail = Mail.objects.filter(letter="request_accepted").get()
    assert "Vous gardez l’article" in mail.text


@pytest.mark.parametrize("remedy", [RemedyType.PRICE_REDUCTION, RemedyType.PARTIAL_REFUND_KEEP])
def test_a_reduction_names_its_sum_and_leaves_the_goods(remedy: RemedyType) -> None:
    case = asked(an_order(), 3, "defect")
    verdict(case, LineMove.APPROVE, remedy=remedy, amount_minor=2500)
    assert (Remedy.objects.get().amount_minor, Remedy.objects.get().state) == (2500, RemedyState.ARMED)
    assert [item.state for item in items_of(case)] == ["not_required"]
    assert "25,00 €" in Mail.objects.filter(letter="request_accepted").get().text.replace("\xa0", " ")


@pytest.mark.parametrize("amount", [None, 0, -1, 6001])
def test_a_reduction_is_at_most_what_was_paid_for_the_pieces_granted(amount: int | None) -> None:
    case = asked(an_order(), 3, "defect")
    with refused(Invalid) as caught:
        verdict(
            case,
            LineMove.APPROVE_PARTLY,
            quantity=2,
            text="Deux.",
            remedy=RemedyType.PRICE_REDUCTION,
            amount_minor=amount,
        )
    assert caught.value.field == "amount"
    verdict(
        case, LineMove.APPROVE_PARTLY, quantity=2, text="Deux.", remedy=RemedyType.PRICE_REDUCTION, amount_minor=6000
    )


def test_a_refund_has_no_sum_of_its_own() -> None:
    case = asked(an_order())
    with refused(Invalid) as caught:
        verdict(case, LineMove.APPROVE, amount_minor=1)
    assert caught.value.field == "amount"


def test_what_is_refused_can_be_asked_about_again() -> None:
    case = asked(an_order())
    verdict(case, LineMove.DECLINE, text="Le délai légal est passé depuis le 30 novembre.")
    assert claimed(case) == 0
    assert not items_of(case)
    assert now(case).stage == Stage.DECLINED
    mail = Mail.objects.filter(letter="request_declined").get()
    assert "Le délai légal est passé" in mail.text
    assert "3 × Article 1" in mail.text


def test_part_of_a_line_lets_go_of_the_rest() -> None:
    case = asked(an_order())
    verdict(case, LineMove.APPROVE_PARTLY, quantity=2, text="Une bobine est entamée.")
    assert claimed(case) == 2
    assert [(item.quantity, item.state) for item in items_of(case)] == [(2, "expected")]
    assert Remedy.objects.get().quantity == 2


def test_a_lifted_refusal_claims_its_pieces_again() -> None:
    case = asked(an_order())
    verdict(case, LineMove.DECLINE, text="Trop tard.")
    appeal(actor=alice_at(case), case=case, line_id=lines_of(case)[0].pk, text="Livré le 20.", at=LATER)
    verdict(case, LineMove.OVERTURN)
    assert (claimed(case), CaseLine.objects.get().state) == (3, LineState.OVERTURNED)
    assert Remedy.objects.get().quantity == 3


def test_a_lifted_refusal_of_part_adds_to_what_was_granted() -> None:
    case = asked(an_order())
    verdict(case, LineMove.APPROVE_PARTLY, quantity=2, text="Une bobine est entamée.")
    appeal(actor=alice_at(case), case=case, line_id=lines_of(case)[0].pk, text="La troisième aussi.", at=LATER)
    verdict(case, LineMove.OVERTURN)
    assert sorted(Remedy.objects.values_list("quantity", flat=True)) == [1, 2]
    assert sorted(item.quantity for item in items_of(case)) == [1, 2]
    assert claimed(case) == 3


def test_a_refusal_cannot_be_lifted_for_pieces_that_another_request_took() -> None:
    order = an_order()
    case = asked(order)
    verdict(case, LineMove.DECLINE, text="Non.")
    asked(order, 1, "defect")
    appeal(actor=alice_at(case), case=case, line_id=lines_of(case)[0].pk, text="Si.", at=LATER)
    with refused(NothingLeft):
        verdict(case, LineMove.OVERTURN)
    verdict(case, LineMove.OVERTURN, quantity=2)


def test_an_appeal_promises_an_answer_and_an_upheld_refusal_ends_the_case() -> None:
    case = asked(an_order())
    verdict(case, LineMove.DECLINE, text="Non.")
    assert now(case).closed_at is not None
    appeal(actor=alice_at(case), case=case, line_id=lines_of(case)[0].pk, text="Si.", at=LATER)
    assert (now(case).stage, now(case).closed_at, now(case).next_action) == (Stage.SUBMITTED, None, "review_appeal")
    assert Deadline.objects.filter(name="decision", state="open").get().due_on == date(2026, 11, 26)
    verdict(case, LineMove.UPHOLD, text="Nous avons relu la preuve de livraison.")
    assert now(case).stage == Stage.DECLINED
    assert claimed(case) == 0


def test_a_case_of_two_lines_goes_on_until_both_are_decided() -> None:
    case = granted(an_order())
    with refused(ForbiddenMove):
        verdict(case, LineMove.DECLINE, text="Non.")
    assert Deadline.objects.get(name="decision").state == "met"


def test_nobody_decides_without_the_right_or_on_another_case() -> None:
    case = asked(an_order())
    other = asked(an_order(a_shop("atelier-voisin"), number="1002"))
    line = lines_of(case)[0]
    with refused(Forbidden):
        decide(actor=alice_at(case), case=case, line_id=line.pk, verdict=LineMove.APPROVE, at=AT)
    with refused(NotFound):
        decide(actor=ines(other.shop_id), case=case, line_id=line.pk, verdict=LineMove.APPROVE, at=AT)
    with refused(NotFound):
        decide(actor=ines(case.shop_id), case=case, line_id=lines_of(other)[0].pk, verdict=LineMove.APPROVE, at=AT)


def test_the_shop_s_own_window_repays_after_a_look_at_the_goods() -> None:
    case = asked(an_order())
    CaseLine.objects.update(ground="commercial")
    verdict(case, LineMove.APPROVE)
    assert Remedy.objects.get().trigger == Trigger.ON_INSPECTION


def test_a_defect_of_a_bought_article_cannot_bring_more_pieces_than_asked() -> None:
    order = an_order()
    case = asked(order, 2, "defect")
    with refused(Invalid):
        verdict(case, LineMove.APPROVE_PARTLY, quantity=3, text="Non.")
    assert goods(order)[0].claimed_quantity == 2
