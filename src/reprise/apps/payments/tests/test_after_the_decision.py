"""What happens to a refund once it is decided: approval, answers, confirmation, another beginning, giving up."""

from typing import TYPE_CHECKING

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.payments.ask_provider import ask_provider
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund, RefundAttempt
from reprise.apps.payments.ports import Answer, Outcome
from reprise.apps.payments.services.approve_refund import NoApprovalNeeded, SamePerson, approve_refund
from reprise.apps.payments.services.begin_anew import begin_anew
from reprise.apps.payments.services.confirm_by_hand import NotByHand, ReferenceUsed, confirm_by_hand
from reprise.apps.payments.services.move_refund import AwaitsApproval
from reprise.apps.payments.services.take_answer import take_answer
from reprise.apps.payments.services.void_refund import void_refund
from reprise.apps.payments.tests.builders import PretendCard, a_refund, a_shop, ines, marc
from reprise.core.money import Money
from reprise.core.refusals import Forbidden, Invalid, Overtaken
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

pytestmark = pytest.mark.django_db


def by_card() -> "tuple[Case, Refund]":
    return a_refund(a_shop(), provider="sandbox_card")


def told(case: "Case", refund: Refund, answer: Answer | None = None) -> str:
    """Ask the provider (or take another answer for its own), and say in which state that leaves the refund."""
    asked = ask_provider(refund_id=refund.pk, at=AT)
    assert asked is not None
    refund.refresh_from_db()
    question, said = asked
    house = system(case.shop_id)
    take_answer(case=case, refund=refund, question=question, answer=answer or said, actor=house, at=LATER)
    return refund.state


def test_a_settled_answer_pays_what_was_owed() -> None:
    case, refund = by_card()
    assert told(case, refund) == "settled"
    assert refund.reference == f"re_{refund.key}"
    entries = LedgerEntry.objects.order_by("id").values_list("debit", "credit", "amount_minor")
    assert list(entries) == [("returns", "owed", 1000), ("owed", "sandbox_card", 1000)]


def test_no_answer_leaves_it_unknown_and_asking_resolves_it(card: PretendCard) -> None:
    case, refund = by_card()
    assert told(case, refund, Answer(Outcome.UNKNOWN, detail="readtimeout")) == "unknown"
    assert LedgerEntry.objects.count() == 1
    assert told(case, refund) == "settled"
    assert card.asked == ["refund", "find"]


def test_it_is_asked_for_again_under_the_same_key_when_the_provider_never_saw_it(card: PretendCard) -> None:
    case, refund = by_card()
    card.said = [Outcome.UNKNOWN]
    assert told(case, refund) == "unknown"
    assert told(case, refund) == "settled"
    assert card.asked == ["refund", "find", "refund"]
    assert list(card.paid.values()) == [1000]
    outcomes = RefundAttempt.objects.order_by("number").values_list("kind", "outcome")
    assert list(outcomes) == [("send", "unknown"), ("ask", "never_seen"), ("send", "settled")]


def test_a_pending_refund_the_provider_then_knows_nothing_of_is_unknown(card: PretendCard) -> None:
    case, refund = by_card()
    card.said = [Outcome.PENDING, Outcome.NEVER_SEEN]
    assert told(case, refund) == "pending"
    assert told(case, refund) == "unknown"


@pytest.mark.parametrize(
    "said",
    [
        Answer(Outcome.SETTLED),
        Answer(Outcome.SETTLED, "re_1", amount=Money(999, "EUR")),
        Answer(Outcome.SETTLED, "r" * 121),
    ],
)
def test_a_success_that_cannot_be_relied_on_is_unknown(said: Answer) -> None:
    case, refund = by_card()
    assert told(case, refund, said) == "unknown"


def test_the_reference_of_another_refund_settles_nothing() -> None:
    shop = a_shop()
    first, other = a_refund(shop, provider="sandbox_card"), a_refund(shop, number="1002", provider="sandbox_card")
    assert told(*first, Answer(Outcome.SETTLED, "re_1")) == "settled"
    assert told(*other, Answer(Outcome.SETTLED, "RE_1")) == "unknown"


def test_a_failure_leaves_the_sum_owed_reserved_and_its_note_valid() -> None:
    case, refund = by_card()
    assert told(case, refund, Answer(Outcome.FAILED, detail="declined")) == "failed"
    assert (LedgerEntry.objects.count(), CreditNote.objects.count()) == (1, 1)
    assert Payment.objects.get().reserved_minor == 1000


def test_after_a_failure_it_begins_anew_under_another_key(card: PretendCard) -> None:
    case, refund = by_card()
    told(case, refund, Answer(Outcome.FAILED))
    card.paid.clear()
    before = refund.key
    begin_anew(case=case, refund=refund, provider="sandbox_card", actor=ines(case.shop), at=LATER)
    assert refund.state == "intended"
    assert refund.key != before
    assert told(case, refund) == "settled"


def test_a_late_answer_about_an_earlier_key_changes_nothing() -> None:
    case, refund = by_card()
    asked = ask_provider(refund_id=refund.pk, at=AT)
    assert asked is not None
    refund.refresh_from_db()
    house = system(case.shop_id)
    take_answer(case=case, refund=refund, question=asked[0], answer=Answer(Outcome.FAILED), actor=house, at=AT)
    begin_anew(case=case, refund=refund, provider="sandbox_card", actor=ines(case.shop), at=LATER)
    late = take_answer(case=case, refund=refund, question=asked[0], answer=asked[1], actor=house, at=LATER)
    assert (late, refund.state) == (False, "intended")


def test_what_is_unknown_neither_begins_anew_nor_is_given_up() -> None:
    case, refund = by_card()
    told(case, refund, Answer(Outcome.UNKNOWN))
    staff = ines(case.shop)
    with refused(ForbiddenMove):
        begin_anew(case=case, refund=refund, provider="sandbox_card", actor=staff, at=LATER)
    with refused(ForbiddenMove):
        void_refund(case=case, refund=refund, reason="Erreur.", actor=staff, at=LATER)


def test_nobody_approves_their_own_refund_and_nothing_leaves_before() -> None:
    shop = a_shop(second_person_above=500)
    case, refund = a_refund(shop, provider="sandbox_card", actor=marc(shop))
    assert ask_provider(refund_id=refund.pk, at=AT) is None
    with refused(SamePerson):
        approve_refund(case=case, refund=refund, actor=marc(shop), at=AT)
    with refused(Forbidden):
        approve_refund(case=case, refund=refund, actor=ines(shop), at=AT)
    approve_refund(case=case, refund=refund, actor=ines(shop, Role.MANAGER), at=AT)
    assert told(case, refund) == "settled"
    with refused(NoApprovalNeeded):
        approve_refund(case=case, refund=refund, actor=ines(shop, Role.MANAGER), at=AT)


def test_a_refund_by_hand_is_confirmed_with_its_own_reference() -> None:
    shop = a_shop()
    (case, refund), (other_case, other) = a_refund(shop), a_refund(shop, number="1002")
    confirm_by_hand(case=case, refund=refund, reference="  VIR 2026-11-24  001 ", actor=ines(shop), at=LATER)
    assert (refund.state, refund.reference) == ("settled", "VIR 2026-11-24 001")
    assert LedgerEntry.objects.get(kind="settled").credit == "by_hand"
    with refused(ReferenceUsed):
        confirm_by_hand(case=other_case, refund=other, reference="vir 2026-11-24 001", actor=ines(shop), at=LATER)
    with refused(Invalid):
        confirm_by_hand(case=other_case, refund=other, reference=" -- ", actor=ines(shop), at=LATER)


def test_a_refund_that_awaits_approval_cannot_be_confirmed() -> None:
    shop = a_shop(second_person_above=500)
    case, refund = a_refund(shop)
    with refused(AwaitsApproval):
        confirm_by_hand(case=case, refund=refund, reference="VIR 1", actor=ines(shop), at=LATER)


def test_only_an_unknown_refund_of_a_provider_is_confirmed_by_hand() -> None:
    case, refund = by_card()
    staff = ines(case.shop)
    with refused(NotByHand):
        confirm_by_hand(case=case, refund=refund, reference="re_found", actor=staff, at=LATER)
    told(case, refund, Answer(Outcome.UNKNOWN))
    confirm_by_hand(case=case, refund=refund, reference="re_found", actor=staff, at=LATER)
    assert refund.state == "settled"


def test_giving_up_releases_the_sum_and_corrects_the_note() -> None:
    case, refund = a_refund(a_shop())
    void_refund(case=case, refund=refund, reason="Erreur.", actor=ines(case.shop), at=LATER)
    assert (OrderLine.objects.get().reserved_minor, Payment.objects.get().reserved_minor) == (0, 0)
    note, correction = CreditNote.objects.order_by("id")
    assert (correction.number, correction.amount_minor, correction.corrects) == ("AV-2026-00002", -1000, note)
    balance = sum(e.amount_minor * (1 if e.debit == "owed" else -1) for e in LedgerEntry.objects.all())
    assert balance == 0


def test_two_who_read_the_same_state_do_not_both_move_it() -> None:
    case, refund = a_refund(a_shop())
    as_read = Refund.objects.get()
    void_refund(case=case, refund=refund, reason="Erreur.", actor=ines(case.shop), at=LATER)
    with refused(Overtaken):
        confirm_by_hand(case=case, refund=as_read, reference="VIR 1", actor=ines(case.shop), at=LATER)
