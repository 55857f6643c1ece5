"""The bench: six taps, each kept, none lost, and all of it written down once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import items_of
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.models import Disposition, Inspection, Parcel, Receipt
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised

pytestmark = pytest.mark.django_db


def bench(case: Case) -> str:
    return f"/fr/desk/atelier-lamelle/reception/{case.reference}/"


def press(desk: Client, case: Case, tap: str = "", **more: object) -> int:
    """Press a tile as the page shows it now."""
    parcel = Parcel.objects.filter(case=case).first()
    box = {"parcel": parcel.pk} if parcel else {"client_id": "box-1"}
    form = {"tap": tap, "seen": parcel.bench_version if parcel else 0, "item": items_of(case)[0].pk, **box, **more}
    return int(desk.post(bench(case), {name: value for name, value in form.items() if value != ""}).status_code)


def six_taps(desk: Client, case: Case) -> None:
    for tap in ("box:intact", "count:3", "grade:like_new"):
        assert press(desk, case, tap) == 302
    assert press(desk, case, "present:", present=["spool", "bag", "label", "original_box"]) == 302
    assert press(desk, case, "route:restock") == 302
    assert press(desk, case, finish="1") == 302


def test_six_taps_receive_inspect_and_put_away(desk: Client, order: Order) -> None:
    case = authorised(order)
    six_taps(desk, case)
    assert [(one.variance, one.quantity) for one in Receipt.objects.all()] == [("as_announced", 3)]
    inspection = Inspection.objects.get()
    assert (inspection.grade, inspection.complete) == ("like_new", True)
    assert Disposition.objects.get().route == "restock"
    assert Parcel.objects.get().state == "received"


def test_nothing_is_told_or_moved_before_it_is_recorded(desk: Client, order: Order) -> None:
    case = authorised(order)
    letters = Mail.objects.count()
    press(desk, case, "box:damaged")
    press(desk, case, "count:2")
    assert not Receipt.objects.exists()
    assert Mail.objects.count() == letters
    page = desk.get(bench(case)).content.decode()
    assert "Abîmé" in page  # what was tapped is there for whoever comes next
    assert "Dans quel état" in page


def test_z_takes_the_last_tap_back(desk: Client, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    press(desk, case, "count:1")
    press(desk, case, undo="1")
    assert [tap["what"] for tap in Parcel.objects.get().bench] == ["box"]


def test_a_part_stays_awaited_and_is_received_with_the_next_parcel(desk: Client, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    press(desk, case, "count:2")
    press(desk, case, finish="1")
    assert sorted((one.variance, one.quantity) for one in Receipt.objects.all()) == [
        ("as_announced", 2),
        ("missing", 1),
    ]
    assert sorted((item.state, item.quantity) for item in items_of(case)) == [("expected", 1), ("received", 2)]
    assert "De quoi le carton a-t-il l’air" in desk.get(bench(case)).content.decode()


@pytest.mark.parametrize(("tap", "variance"), [("article:wrong", "wrong"), ("article:swapped", "swapped")])
def test_another_article_is_kept_aside_and_the_right_one_stays_awaited(
    desk: Client, order: Order, tap: str, variance: str
) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    press(desk, case, tap)
    assert "Un autre article" in desk.get(bench(case)).content.decode()
    press(desk, case, "count:3")
    press(desk, case, finish="1")
    assert [(one.variance, one.quantity) for one in Receipt.objects.all()] == [(variance, 3)]
    assert [item.state for item in items_of(case)] == ["expected"]


def test_one_too_many_is_written_as_surplus(desk: Client, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    press(desk, case, "count:", count="4")
    press(desk, case, finish="1")
    assert {(one.variance, one.quantity) for one in Receipt.objects.all()} == {("as_announced", 3), ("surplus", 1)}


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_is_one_and_a_double_record_too(desk: Client, order: Order) -> None:
    case = authorised(order)
    for _twice in range(2):
        assert press(desk, case, "box:intact", seen=0) == 302
    assert len(Parcel.objects.get().bench) == 1
    press(desk, case, "count:3")
    version = Parcel.objects.get().bench_version
    assert press(desk, case, finish="1", seen=version) == 302
    assert press(desk, case, finish="1", seen=version) == 409
    assert Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_one_parcel_see_each_other(desk: Client, shop: Shop, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    other = at_the_desk(somebody(shop, Role.INSPECTOR))
    press(other, case, "count:3")
    answer = desk.post(
        bench(case),
        {"tap": "count:1", "seen": 1, "item": items_of(case)[0].pk, "parcel": Parcel.objects.get().pk},
    )
    assert answer.status_code == 409
    assert "Quelqu’un d’autre" in answer.content.decode()
    assert Parcel.objects.get().bench[-1]["value"] == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sent",
    [
        {"tap": "count:-1"}, {"tap": "count:999999"}, {"tap": "grade:perfect"}, {"tap": "route:moon"},
        {"tap": "<script>"}, {"tap": "count:", "count": "9e9"},
    ],
)  # fmt: skip
def test_a_forged_tap_is_refused_and_keeps_nothing(desk: Client, order: Order, sent: dict[str, str]) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    assert press(desk, case, **sent) in {409, 422}
    assert len(Parcel.objects.get().bench) == 1


@pytest.mark.django_db(transaction=True)
def test_goods_and_parcels_of_another_shop_are_missing(desk: Client, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    theirs = authorised(an_order(a_shop("voisin")))
    assert press(desk, case, "count:1", item=items_of(theirs)[0].pk) == 404
    foreign = Parcel.objects.create(
        shop_id=theirs.shop_id,
        case=theirs,
        direction="in",
        state="announced",
        created_by="x",
        created_at=theirs.opened_at,
    )
    assert press(desk, case, "count:1", parcel=foreign.pk) == 404
    assert desk.get(bench(case), {"parcel": "x" * 30}).status_code == 404


def test_another_case_in_the_same_box_gets_a_parcel_of_the_same_number(desk: Client, shop: Shop, order: Order) -> None:
    first, second = authorised(order), authorised(an_order(shop, number="1002"))
    press(desk, first, "box:intact")
    box = Parcel.objects.get()
    Parcel.objects.filter(pk=box.pk).update(tracking_number="6A20447190381", carrier="la_poste")
    led = desk.get("/fr/desk/atelier-lamelle/reception/", {"scan": second.reference, "like": str(box.pk)})["Location"]
    assert f"like={box.pk}" in led
    page = desk.get(led).content.decode()
    assert f'name="like" value="{box.pk}"' in page
    press(desk, second, "box:intact", like=box.pk)
    assert Parcel.objects.get(case=second).tracking_number == "6A20447190381"


@pytest.mark.django_db(transaction=True)
def test_no_box_is_put_on_the_bench_for_a_case_that_awaits_nothing(desk: Client, order: Order) -> None:
    case = asked(order)
    answer = desk.post(bench(case), {"tap": "box:intact", "seen": "0", "client_id": "x"})
    assert answer.status_code == 409
    assert not Parcel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_no_picture_is_refused_in_words(desk: Client, order: Order) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    answer = press(desk, case, photos="1", photo=SimpleUploadedFile("virus.exe", b"MZ\x90", "application/x-msdownload"))
    assert answer in {400, 415, 422}


def test_the_bench_asks_the_database_few_questions(
    desk: Client, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = authorised(order)
    press(desk, case, "box:intact")
    with django_assert_max_num_queries(18):
        desk.get(bench(case))
