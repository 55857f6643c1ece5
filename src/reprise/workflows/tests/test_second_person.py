"""A large refund tells its two people of each other: who may approve it at once, who decided it when it is not."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import remedies_of
from reprise.apps.cases.queue import QueueFilter, View, matching
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.wanted import still_wanted
from reprise.apps.payments.models import Refund
from reprise.platform.jobs.worker import work_once
from reprise.readmodels.desk_counts import desk_counts
from reprise.workflows.refund_customer import approve, refund, void
from reprise.workflows.tests.builders import NEXT_WEEK, an_order, authorised
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)


def somebody(shop_id: int, name: str, role: Role, language: str = "fr") -> Actor:
    person = Person.objects.create(email=f"{name.lower()}@example.com", name=name, language=language)
    Membership.objects.create(shop_id=shop_id, person=person, role=role.value)
    return Actor(ActorKind.STAFF, shop_id, RIGHTS[role], name, person_id=person.pk)


def waiting() -> tuple[Case, Refund, Actor, Actor]:
    """A refund above the limit that Inès decided, and Marc, who may approve it; Omar is on the bench only."""
    order = an_order(paid=90000)
    Shop.objects.filter(pk=order.shop_id).update(second_person_above_minor=50000)
    case = authorised(order)
    ines, marc = (somebody(case.shop_id, name, Role.MANAGER) for name in ("Ines", "Marc"))
    somebody(case.shop_id, "Omar", Role.INSPECTOR)
    remedy = remedies_of(case)[0]
    type(remedy).objects.filter(pk=remedy.pk).update(state="armed")
    made = refund(actor=ines, case=case, remedy_id=remedy.pk, expected_minor=90590, provider="by_hand", at=NEXT_WEEK)
    assert made.awaits_approval
    return case, made, ines, marc


def letters(kind: Letter) -> list[Mail]:
    return list(Mail.objects.filter(letter=kind.value).order_by("to"))


def work() -> None:
    while work_once(at=NEXT_WEEK + timedelta(seconds=5)):
        pass


def test_whoever_may_approve_is_told_at_once_and_nobody_else() -> None:
    case, _made, _ines, _marc = waiting()
    assert letters(Letter.REFUND_TO_APPROVE) == []  # nothing is written while the refund is decided
    work()
    [mail] = letters(Letter.REFUND_TO_APPROVE)
    assert mail.to == "marc@example.com"
    assert case.reference in mail.subject
    assert "Ines" not in mail.subject
    assert "Ines" in mail.text
    assert "905,90" in mail.text
    assert f"/fr/desk/atelier-lamelle/cases/{case.reference}/" in mail.text


def test_once_approved_the_letter_is_not_wanted_any_more() -> None:
    case, made, _ines, marc = waiting()
    work()
    [mail] = letters(Letter.REFUND_TO_APPROVE)
    assert still_wanted(mail.wanted_while)
    approve(actor=marc, refund_id=made.pk, at=NEXT_WEEK)
    assert mail.wanted_while == f"approval:{case.pk}"
    assert not still_wanted(mail.wanted_while)


def test_approved_before_the_job_runs_nobody_is_disturbed() -> None:
    _case, made, _ines, marc = waiting()
    approve(actor=marc, refund_id=made.pk, at=NEXT_WEEK)
    work()
    assert letters(Letter.REFUND_TO_APPROVE) == []


def test_a_refused_approval_tells_who_decided_it_who_and_why() -> None:
    case, made, _ines, marc = waiting()
    void(actor=marc, refund_id=made.pk, reason="L’alimentation manque.", at=NEXT_WEEK)
    [mail] = letters(Letter.REFUND_NOT_APPROVED)
    assert mail.to == "ines@example.com"
    assert "Marc" in mail.text
    assert "L’alimentation manque." in mail.text
    assert case.reference in mail.subject


def test_one_s_own_refund_given_up_tells_nobody() -> None:
    _case, made, ines, _marc = waiting()
    void(actor=ines, refund_id=made.pk, reason="Erreur.", at=NEXT_WEEK)
    assert letters(Letter.REFUND_NOT_APPROVED) == []


def test_the_desk_counts_it_for_the_second_person_alone() -> None:
    case, _made, ines, marc = waiting()
    assert [desk_counts(who, NEXT_WEEK)["approvals"] for who in (ines, marc)] == [0, 1]
    tab = QueueFilter(view=View.APPROVAL)
    assert list(matching(marc, tab, at=NEXT_WEEK)) == [case]
    assert list(matching(ines, tab, at=NEXT_WEEK)) == []


def test_letters_that_did_not_arrive_are_counted_in_one_query(django_assert_num_queries: object) -> None:
    _case, _made, _ines, marc = waiting()
    failed = Mail.objects.filter(letter=Letter.RETURN_READY.value)
    failed.update(state=Mail.State.FAILED, last_error="550")
    with django_assert_num_queries(1):  # type: ignore[operator]
        counted = desk_counts(marc, AT + timedelta(days=8))
    assert counted == {
        "queue": 1, "reception": 0, "statements": 0, "letters": 1, "approvals": 1, "conversations": 0, "mentions": 0,
    }  # fmt: skip
    assert desk_counts(marc, AT + timedelta(days=60))["letters"] == 0
