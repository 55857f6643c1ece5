import pytest

from reprise.apps.accounts.actors import customer_of_order
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of, timeline_of
from reprise.apps.evidence.models import Evidence
from reprise.apps.evidence.queries import evidence_of
from reprise.apps.evidence.services.attach import MOST_BYTES, CaseClosedForEvidence, CaseFull, FileTaken, attach
from reprise.apps.evidence.tests.builders import a_case, a_file, alice, an_order, staff
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_customer_adds_a_picture_and_the_timeline_keeps_its_hash() -> None:
    case = a_case(a_shop())
    line = lines_of(case)[0]
    file = a_file(alice(case))
    piece = attach(
        actor=alice(case), case=case, file=file, caption=" Le coin ", line_id=line.pk, shot="overview", at=AT
    )
    assert (piece.caption, piece.line_id, piece.shot, piece.by_customer) == ("Le coin", line.pk, "overview", True)
    [event] = [event for event in timeline_of(case) if event.type == "evidence_added"]
    assert event.data == {"evidence": piece.pk, "file": file.pk, "kind": "photo", "shot": "overview"}
    assert event.private.content == {"sha256": file.sha256, "caption": "Le coin"}


def test_what_was_uploaded_for_the_order_becomes_evidence_of_its_case_only() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    order = an_order(shop)
    Case.objects.filter(pk=case.pk).update(order=order)
    buyer = customer_of_order(shop.pk, order.pk, "Alice")
    with refused(NotFound):
        attach(actor=buyer, case=other, file=a_file(buyer), at=AT)
    attach(actor=buyer, case=case, file=a_file(buyer), at=AT)
    assert len(evidence_of(alice(case), case.pk)) == 1


def test_a_file_somebody_else_uploaded_looks_missing() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    with refused(NotFound):
        attach(actor=alice(case), case=case, file=a_file(alice(other)), at=AT)
    with refused(NotFound):
        attach(actor=staff(shop), case=case, file=a_file(staff(shop, person_id=2)), at=AT)


def test_a_case_or_line_out_of_reach_looks_missing() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    with refused(NotFound):
        attach(actor=alice(case), case=other, file=a_file(alice(case)), at=AT)
    with refused(NotFound):
        attach(actor=alice(case), case=case, file=a_file(alice(case)), line_id=lines_of(other)[0].pk, at=AT)
    stranger = staff(a_shop("bois-et-fil"))
    with refused(NotFound):
        attach(actor=stranger, case=case, file=a_file(stranger), at=AT)


def test_a_file_belongs_to_one_case_for_ever() -> None:
    shop = a_shop()
    case, other = a_case(shop), a_case(shop)
    file = a_file(staff(shop))
    attach(actor=staff(shop), case=case, file=file, at=AT)
    with refused(FileTaken):
        attach(actor=staff(shop), case=other, file=file, at=AT)
    assert len(evidence_of(staff(shop), case.pk)) == 1
    assert evidence_of(staff(shop), other.pk) == []


def test_who_only_reads_adds_nothing_and_who_inspects_does() -> None:
    shop = a_shop()
    case = a_case(shop)
    reader, inspector = staff(shop, Role.VIEWER), staff(shop, Role.INSPECTOR)
    with refused(Forbidden):
        attach(actor=reader, case=case, file=a_file(reader), at=AT)
    assert not attach(actor=inspector, case=case, file=a_file(inspector), at=AT).by_customer


def test_a_closed_case_is_closed_to_the_customer_only() -> None:
    shop = a_shop()
    case = a_case(shop)
    Case.objects.filter(pk=case.pk).update(closed_at=AT)
    with refused(CaseClosedForEvidence):
        attach(actor=alice(case), case=case, file=a_file(alice(case)), at=AT)
    attach(actor=staff(shop), case=case, file=a_file(staff(shop)), at=AT)


def test_a_case_holds_so_much_and_no_more() -> None:
    case = a_case(a_shop())
    attach(actor=alice(case), case=case, file=a_file(alice(case), size=MOST_BYTES - 7), at=AT)
    attach(actor=alice(case), case=case, file=a_file(alice(case), size=7), at=AT)
    with refused(CaseFull):
        attach(actor=alice(case), case=case, file=a_file(alice(case), size=1), at=AT)


def test_a_caption_too_long_is_refused_and_nothing_is_kept() -> None:
    case = a_case(a_shop())
    with refused(Invalid) as refusal:
        attach(actor=alice(case), case=case, file=a_file(alice(case)), caption="x" * 241, at=AT)
    assert refusal.value.field == "caption"
    assert not Evidence.objects.exists()
