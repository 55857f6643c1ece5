"""Orders and product kinds at the desk."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import KindRule, Order, OrderLine
from reprise.web.backoffice.tests.forms import fields_of, form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import an_order, asked

pytestmark = pytest.mark.django_db
DESK = "/fr/desk/atelier-lamelle/"
EXAMPLE = Path(__file__).parents[5] / "docs" / "orders" / "example.csv"


@pytest.fixture
def manager(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


def test_orders_are_imported_by_file_and_a_second_time_change_nothing(manager: Client) -> None:
    with EXAMPLE.open("rb") as file:
        page = manager.post(f"{DESK}orders/import/", {"format": "csv", "file": file}).content.decode()
    made = Order.objects.count()
    assert made
    assert "Import terminé" in page
    with EXAMPLE.open("rb") as file:
        manager.post(f"{DESK}orders/import/", {"format": "csv", "file": file})
    assert Order.objects.count() == made


def test_the_page_says_how_a_plain_file_is_written_and_gives_the_example(manager: Client) -> None:
    page = manager.get(f"{DESK}orders/import/").content.decode()
    assert "Comment s’écrit le CSV simple" in page
    assert "reprise/orders-example.csv" in page
    offered = Path(find("reprise/orders-example.csv") or "")
    assert offered.read_bytes() == EXAMPLE.read_bytes()


def test_a_sum_in_a_remark_is_written_as_people_write_it(manager: Client) -> None:
    rows = EXAMPLE.read_text().split("\n")
    columns, first = rows[0].split(","), next(csv.reader(rows[1:2]))
    first[columns.index("refunded")] = "100"
    file = io.BytesIO("\n".join([rows[0], ",".join(f'"{cell}"' for cell in first), *rows[2:4]]).encode())
    file.name = "orders.csv"
    page = manager.post(f"{DESK}orders/import/", {"format": "csv", "file": file}).content.decode()
    assert "25,30\u00a0€ de trop" in page
    order = Order.objects.get()
    assert "25,30\u00a0€ de trop" in manager.get(f"{DESK}orders/{order.pk}/").content.decode()


def test_a_bad_row_is_named_with_its_line_while_the_rest_lands(manager: Client) -> None:
    head, columns = EXAMPLE.read_bytes().split(b"\n")[:2], EXAMPLE.read_bytes().split(b"\n")[0].split(b",")
    good, bad = head[1].split(b","), head[1].split(b",")
    bad[columns.index(b"order_number")], bad[columns.index(b"ordered_at")] = b"BAD-1", b"soon"
    file = io.BytesIO(b"\n".join([head[0], b",".join(good), b",".join(bad)]))
    file.name = "orders.csv"
    page = manager.post(f"{DESK}orders/import/", {"format": "csv", "file": file}).content.decode()
    assert "Non importé" in page
    assert "BAD-1" in page


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"not;an;export\n1;2;3\n"])
def test_a_file_that_is_no_export_is_refused_in_words(manager: Client, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "orders.csv"
    answer = manager.post(f"{DESK}orders/import/", {"format": "shopify", "file": file})
    assert 400 <= answer.status_code < 500
    assert "rp-errors" in answer.content.decode()
    assert not Order.objects.exists()


def test_nothing_chosen_says_what_to_choose(manager: Client) -> None:
    answer = manager.post(f"{DESK}orders/import/", {})
    assert answer.status_code == 422
    assert "Choisissez un fichier." in answer.content.decode()


def test_the_list_finds_an_order_and_its_page_shows_lines_payments_and_cases(desk: Client, order: Order) -> None:
    case = asked(order)
    assert f'href="{DESK}orders/{order.pk}/"' in desk.get(f"{DESK}orders/", {"q": "1001"}).content.decode()
    page = desk.get(f"{DESK}orders/{order.pk}/").content.decode()
    assert case.reference in page
    assert "Carte bancaire" in page
    assert "95,90\u00a0€" in page
    assert "transporteur" in page


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1 OR 1"])
def test_a_made_up_place_in_the_list_is_not_found(desk: Client, order: Order, before: str) -> None:
    assert desk.get(f"{DESK}orders/", {"before": before}).status_code == 404


def test_a_page_of_orders_asks_the_database_few_questions(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(8):
        an_order(shop, number=str(4000 + n))
    with django_assert_max_num_queries(9):
        desk.get(f"{DESK}orders/")


def test_the_day_of_delivery_is_corrected_with_its_origin(desk: Client, order: Order) -> None:
    url = f"{DESK}orders/{order.pk}/delivery/"
    desk.post(url, {"delivered_on": "2026-11-18", "origin": "carrier"})
    order.refresh_from_db()
    assert (order.delivered_on, order.delivery_origin) == (date(2026, 11, 18), "carrier")


@pytest.mark.django_db(transaction=True)
def test_a_weaker_word_does_not_replace_the_carrier_s(desk: Client, order: Order) -> None:
    answer = desk.post(f"{DESK}orders/{order.pk}/delivery/", {"delivered_on": "2026-11-18", "origin": "shop"})
    assert answer.status_code == 409
    assert 'id="id_delivered_on_error"' in answer.content.decode()


def test_an_article_without_a_kind_waits_until_somebody_says_it(manager: Client, order: Order) -> None:
    line = OrderLine.objects.create(order=order, position=5, name="Mystère", sku="MYST-1", paid_minor=0)
    page = manager.get(f"{DESK}kinds/").content.decode()
    assert "MYST-1" in page
    url = f"{DESK}orders/lines/{line.pk}/kind/"
    sent = {**fields_of(page, url), f"line{line.pk}-kind": "resin", f"line{line.pk}-remember": "on"}
    manager.post(url, sent)
    line.refresh_from_db()
    assert line.kind == "resin"
    assert KindRule.objects.filter(pattern="MYST-1", kind="resin").exists()
    assert "Mystère" not in manager.get(f"{DESK}kinds/").content.decode()


def test_the_rules_are_edited_as_a_table(manager: Client, order: Order) -> None:
    form = form_at(manager, f"{DESK}kinds/")
    free = next(name for name in form if name.endswith("-pattern") and not form[name])
    form[free], form[free.replace("pattern", "kind")] = "A-1", "accessory"
    answer = manager.post(f"{DESK}kinds/", form)
    assert answer.status_code == 302
    assert KindRule.objects.filter(pattern="A-1", kind="accessory").exists()
    form = form_at(manager, f"{DESK}kinds/")
    taken = next(name for name in form if form[name] == "A-1")
    manager.post(f"{DESK}kinds/", {**form, taken: ""})
    assert not KindRule.objects.filter(pattern="A-1").exists()


@pytest.mark.django_db(transaction=True)
def test_who_saves_the_rules_second_is_told_and_loses_nothing(manager: Client, order: Order) -> None:
    form = form_at(manager, f"{DESK}kinds/")
    free = next(name for name in form if name.endswith("-pattern") and not form[name])
    kind = free.replace("pattern", "kind")
    manager.post(f"{DESK}kinds/", {**form, free: "THEIRS", kind: "resin"})
    second = manager.post(f"{DESK}kinds/", {**form, free: "MINE", kind: "printer"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "+ THEIRS (Résine)" in page
    again = fields_of(page)
    assert again[free] == "MINE"
    assert manager.post(f"{DESK}kinds/", again).status_code == 302
    assert list(KindRule.objects.filter(pattern__in=["MINE", "THEIRS"]).values_list("pattern", flat=True)) == ["MINE"]


def test_a_rule_without_a_kind_comes_back_as_typed(manager: Client) -> None:
    form = form_at(manager, f"{DESK}kinds/")
    free = next(name for name in form if name.endswith("-pattern") and not form[name])
    answer = manager.post(f"{DESK}kinds/", {**form, free: "XYZ"})
    assert answer.status_code == 422
    assert fields_of(answer.content.decode())[free] == "XYZ"
    assert "Choisissez le type que donne cette règle." in answer.content.decode()
