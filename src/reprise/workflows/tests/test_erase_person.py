"""Whoever asks to be erased is erased everywhere, once nothing is owed to them; what the law asks to keep stays."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.models import Customer, Erasure, SignInLink
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.keep_signed_in import keep_signed_in
from reprise.apps.accounts.services.links import make_link
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.cases.services.keep_card import keep_card
from reprise.apps.cases.services.save_filter import save_filter
from reprise.apps.cases.services.settle_statement import settle_statement
from reprise.apps.cases.services.tag_case import tag_case
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.stated import stated
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.services.attach import attach
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.payments.models import CreditNote, Refund
from reprise.apps.search.models import SearchDocument
from reprise.core.refusals import Forbidden, Invalid, Overtaken
from reprise.platform.files.models import StoredFile
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.jobs.models import Job
from reprise.workflows.announce_parcel import announce
from reprise.workflows.cancel_request import cancel
from reprise.workflows.erase_person import StillNeeded, erase_person, erased_before, preview, sight
from reprise.workflows.order_link import ask_for_order_link
from reprise.workflows.search_index import rebuild
from reprise.workflows.tests.builders import (
    NEXT_WEEK,
    a_file,
    a_shop,
    alice,
    alice_at,
    an_order,
    asked,
    authorised,
    ines,
    now,
)
from reprise.workflows.withdrawal_statement.receive import declare
from reprise.workflows.write_message import note, write
from tests.support.builders import AT, a_customer

pytestmark = pytest.mark.django_db

ALICE = "alice@example.com"
CANARIES = ("alice", "martin", "canari", "6a204471")
LATER = NEXT_WEEK + timedelta(days=400)


def manager(shop_id: int) -> Actor:
    """Somebody who runs the returns of a shop."""
    return ines(shop_id, Role.MANAGER)


def told_everywhere() -> Case:
    """A case of Alice that is over, and her words in every corner of the house."""
    order = an_order()
    shop = order.shop
    who = a_customer(shop.pk, ALICE, name="Alice Martin", phone="0612345678")
    Order.objects.filter(pk=order.pk).update(customer=who, billing={"name": "Alice Martin"}, tracking_number="canari-1")
    order.refresh_from_db()
    case = asked(order)
    buyer, staff = alice_at(case), ines(shop.pk)
    attach(actor=buyer, case=case, file=a_file(buyer), caption="canari en photo", at=AT)
    write(actor=buyer, case=case, body="Canari : je suis Alice", at=AT)
    note(actor=staff, case=case, body="Alice Martin a téléphoné", at=AT)
    tag_case(actor=staff, case=case, label="canari")
    keep_card(actor=staff, customer_id=who.pk, note="canari fragile", priority=True, at=AT)
    save_filter(actor=staff, label="Elle", query={"q": ALICE}, shared=True)
    begin_draft(shop_id=shop.pk, order_id=order.pk, at=AT, data={"description": "canari"})
    a_file(alice(order))  # uploaded, never sent in
    keep_signed_in(shop_id=shop.pk, email=ALICE, device="Firefox", at=AT)
    make_link(purpose=SignInLink.Purpose.ORDER, shop_id=shop.pk, at=AT, order_id=order.pk)
    ask_for_order_link(shop=shop, number="1001", email=ALICE, language="fr", at=AT)
    said = declare(actor=staff, said=stated(name="Alice Martin", email=ALICE, bought="canari"), language="fr", at=AT)
    settle_statement(actor=staff, statement=said, outcome=StatementOutcome.NOT_OURS, at=AT, after=0)
    IdempotencyRecord.objects.create(token_id=1, key="k", fingerprint="f", status=200, created_at=AT,
                                     body='{"email": "alice@example.com"}')  # fmt: skip
    cancel(actor=buyer, case=now(case), at=NEXT_WEEK)
    list(rebuild())
    return now(case)


def corners_that_tell() -> list[str]:
    """Every table with a row that holds one of Alice's words."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            text = str({name: value for name, value in row.items() if name != "blob"}).casefold()
            found += [f"{model._meta.label}: {canary}: {text}" for canary in CANARIES if canary in text]
    return found


def test_a_person_is_erased_in_every_corner() -> None:
    case = told_everywhere()
    corners = {line.split(":")[0] for line in corners_that_tell()}
    assert len(corners) > 12, corners
    done = erase_person(actor=manager(case.shop_id), email=" Alice@Example.com ", at=LATER)
    assert corners_that_tell() == []
    assert done.counts["cases"] == done.counts["orders"] == done.counts["customers"] == done.counts["statements"] == 1
    assert done.counts["messages"] == done.counts["files"] == 2
    assert verify_timeline(now(case)) is None
    assert not StoredFile.objects.filter(erased_at__isnull=True).exists()
    assert Job.objects.filter(kind="files.destroy").count() == 2


def test_what_is_left_can_be_found_and_tells_nothing() -> None:
    case = told_everywhere()
    erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)
    job = Job.objects.get(kind="persons.erased")
    SearchDocument.objects.create(shop_id=case.shop_id, kind="case", object_id=case.pk, words="alice", texts=[])
    finish = erased_before(job.payload, at=LATER)
    assert finish is not None
    finish()
    assert SearchDocument.objects.filter(kind="case", object_id=case.pk).exists()
    assert not SearchDocument.objects.filter(kind="customer").exists()
    assert [line for line in corners_that_tell() if "Search" in line] == []


def test_the_record_tells_who_asked_and_how_much_and_not_whom() -> None:
    case = told_everywhere()
    done = erase_person(actor=system(case.shop_id), email=ALICE, at=LATER)
    kept = Erasure.objects.get()
    assert (kept.pk, kept.asked_by, kept.at, kept.case_ids) == (done.number, "system", LATER, [case.pk])
    assert kept.counts == done.counts
    assert len(kept.digest) == 64


def test_done_again_it_changes_nothing() -> None:
    case = told_everywhere()
    staff = manager(case.shop_id)
    erase_person(actor=staff, email=ALICE, at=LATER)
    key, jobs = now(case).link_key, Job.objects.count()
    again = erase_person(actor=staff, email=ALICE, at=LATER + timedelta(days=1))
    assert (again.number, sum(again.counts.values())) == (None, 0)
    assert (now(case).link_key, Job.objects.count(), Erasure.objects.count()) == (key, jobs, 1)


def test_an_open_case_stands_in_the_way() -> None:
    case = asked(an_order())
    staff = manager(case.shop_id)
    assert [str(one) for one in preview(staff, ALICE).obstacles] == [
        f"Case {case.reference} is still open: finish it, or let its customer cancel it."
    ]
    with pytest.raises(StillNeeded), transaction.atomic():
        erase_person(actor=staff, email=ALICE, at=LATER)
    assert now(case).contact_email == ALICE


def test_money_that_is_owed_stands_in_the_way_even_of_a_closed_case() -> None:
    case = authorised(an_order())
    remedy = case.remedies.get()
    Refund.objects.create(
        shop=case.shop, case=case, remedy=remedy, provider="by_hand", amount_minor=500, currency="EUR", key="k",
        decided_by="staff:1", decided_at=AT, changed_at=AT, state="failed",
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(closed_at=NEXT_WEEK)
    assert [one.what for one in preview(manager(case.shop_id), ALICE).obstacles] == [case.reference]
    with pytest.raises(StillNeeded), transaction.atomic():
        erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)


def test_a_withdrawal_statement_nobody_looked_at_stands_in_the_way() -> None:
    shop = a_shop()
    said = declare(actor=ines(shop.pk), said=stated(name="Alice Martin", email=ALICE), language="fr", at=AT)
    assert [one.what for one in preview(manager(shop.pk), ALICE).obstacles] == [said.reference]


def test_amounts_and_notes_stay_for_the_accounts() -> None:
    case = told_everywhere()
    erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)
    order = Order.objects.get()
    assert (order.number, order.total_minor, order.email, order.customer_id) == ("#1001", 9590, "", None)
    assert CreditNote.objects.count() == Refund.objects.count() == 0


def test_neighbours_and_other_shops_keep_theirs() -> None:
    case = told_everywhere()
    beside = asked(an_order(a_shop("voisin")))
    bob = a_customer(case.shop_id, "bob@example.com", name="Bob")
    erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)
    assert now(beside).contact_email == ALICE
    assert Customer.objects.get(pk=bob.pk).name == "Bob"


def test_nothing_goes_that_nobody_saw() -> None:
    case = told_everywhere()
    staff = manager(case.shop_id)
    seen = sight(preview(staff, ALICE))
    note(actor=ines(case.shop_id), case=case, body="Elle a rappelé", at=LATER)
    with pytest.raises(Overtaken), transaction.atomic():
        erase_person(actor=staff, email=ALICE, at=LATER, seen=seen)
    erase_person(actor=staff, email=ALICE, at=LATER, seen=sight(preview(staff, ALICE)))


def test_an_agent_erases_nobody_and_half_an_address_is_refused() -> None:
    shop = a_shop()
    with pytest.raises(Forbidden):
        preview(ines(shop.pk, Role.AGENT), ALICE)
    for half in ("", "@", "alice", "alice@"):
        with pytest.raises(Invalid):
            preview(manager(shop.pk), half)


def test_a_parcel_and_its_number_go_too() -> None:
    order = an_order()
    case = authorised(order)
    said = Announcement({items_of(case)[0].pk: 3}, tracking_number="6A20447190381")
    announce(actor=alice_at(case), case=case, said=said, at=AT)
    Case.objects.filter(pk=case.pk).update(closed_at=NEXT_WEEK)
    erase_person(actor=manager(case.shop_id), email=ALICE, at=LATER)
    assert corners_that_tell() == []
