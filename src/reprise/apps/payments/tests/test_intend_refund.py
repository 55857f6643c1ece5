"""Deciding a refund: reserved, owed, numbered; nothing has left."""

import pytest
from django.db import IntegrityError, transaction

from reprise.apps.accounts.rights import Role
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.payments.kinds import BY_HAND
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund
from reprise.apps.payments.ports import UnknownProvider
from reprise.apps.payments.tests.builders import a_refund, a_shop, ines
from reprise.core.refusals import Forbidden
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_it_reserves_owes_and_numbers() -> None:
    case, refund = a_refund(a_shop())
    assert (refund.state, refund.amount_minor, refund.awaits_approval) == ("intended", 1000, False)
    assert (OrderLine.objects.get().reserved_minor, Payment.objects.get().reserved_minor) == (1000, 1000)
    entry = LedgerEntry.objects.get()
    assert (entry.debit, entry.credit, entry.amount_minor) == ("returns", "owed", 1000)
    note = CreditNote.objects.get()
    assert (note.number, note.amount_minor, note.lines[0]["name"]) == ("AV-2026-00001", 1000, "PLA noir 1")
    assert verify_timeline(case) is None


def test_notes_are_numbered_without_gaps_per_shop_even_when_a_decision_is_undone() -> None:
    lamelle, trame = a_shop(), a_shop("trame", "DE")
    a_refund(lamelle)
    with transaction.atomic():
        a_refund(lamelle, number="1002")
        transaction.set_rollback(True)
    a_refund(lamelle, number="1003")
    a_refund(trame, number="1004")
    numbers = list(CreditNote.objects.order_by("id").values_list("shop__slug", "number"))
    assert numbers == [
        ("atelier-lamelle", "AV-2026-00001"), ("atelier-lamelle", "AV-2026-00002"), ("trame", "CN-2026-00001"),
    ]  # fmt: skip


def test_a_remedy_is_refunded_once() -> None:
    case, first = a_refund(a_shop())
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.create(
            shop_id=case.shop_id, case=case, remedy_id=first.remedy_id, provider=BY_HAND, amount_minor=1,
            currency="EUR", key="other-key", decided_by="staff:1", decided_at=AT, changed_at=AT,
        )  # fmt: skip


def test_a_viewer_decides_no_refund() -> None:
    shop = a_shop()
    with refused(Forbidden):
        a_refund(shop, actor=ines(shop, Role.VIEWER))
    assert not Refund.objects.exists()


def test_a_provider_that_is_not_wired_is_refused() -> None:
    with refused(UnknownProvider):
        a_refund(a_shop(), provider="paypal")


def test_above_the_shop_s_limit_it_waits_for_a_second_person() -> None:
    _, refund = a_refund(a_shop(second_person_above=999))
    assert refund.awaits_approval
    _, small = a_refund(a_shop("trame", second_person_above=1000))
    assert not small.awaits_approval


@pytest.mark.parametrize("table", [LedgerEntry, CreditNote])
def test_the_database_refuses_to_change_or_remove_what_was_entered(
    table: "type[LedgerEntry] | type[CreditNote]",
) -> None:
    a_refund(a_shop())
    for deed in (lambda: table.objects.update(amount_minor=1), lambda: table.objects.all().delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            deed()
    assert table.objects.get().amount_minor == 1000
