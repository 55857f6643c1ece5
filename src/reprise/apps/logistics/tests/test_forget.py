import pytest

from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.models import Inspection, Parcel, Receipt
from reprise.apps.logistics.rules.checklists import Tick
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.forget import forget
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_forgetting_leaves_quantities_and_grades_only() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    said = Announcement({item.pk: 1}, tracking_number="6A20447190381", note="chez Alice Martin")
    announce_parcel(actor=alice(case), case=case, said=said, at=AT, client_id="1")
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1, note="Alice a appelé")], at=AT)
    seen = Finding(Grade.WORN, (Tick("power", present=False, note="Alice le cherche"),), 100, "dit à Alice", "Alice")
    inspect_item(actor=ines(shop), case=case, item_id=item.pk, quantity=1, finding=seen, at=AT)
    assert forget(case_ids=[case.pk]) == []
    kept = [list(model.objects.values()) for model in (Parcel, Receipt, Inspection)]
    assert "Alice" not in str(kept)
    assert "6A20447190381" not in str(kept)
    assert Inspection.objects.get().checklist == [{"item": "power", "present": False, "note": ""}]
    assert (Inspection.objects.get().grade, Receipt.objects.get().quantity) == ("worn", 1)


def test_forgetting_one_case_leaves_the_others() -> None:
    shop = a_shop()
    (case, _), (other, item) = a_return(shop), a_return(shop)
    said = Announcement({item.pk: 1}, tracking_number="6A20447190381")
    announce_parcel(actor=alice(other), case=other, said=said, at=AT)
    forget(case_ids=[case.pk])
    assert Parcel.objects.get().tracking_number == "6A20447190381"
