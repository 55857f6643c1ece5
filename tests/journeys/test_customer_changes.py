"""An open request is said anew; all one's requests open by a mailed link; a request is finished on another day."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseEvent, CaseLine, RequestDraft
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.evidence.models import Evidence
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from tests.journeys.customers import (
    ALICE,
    a_case,
    a_photo,
    a_shop,
    an_order,
    articles,
    decided,
    link_in_letter,
    now,
    opened,
    path_of,
)  # fmt: skip
from tests.journeys.test_customer_request import walk

pytestmark = pytest.mark.django_db
#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
refused = pytest.mark.django_db(transaction=True)
BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)


def a_complaint(quantity: int = 3) -> Case:
    return a_case(an_order(a_shop(), BOX), "defect", quantity, reason="fdm_warping")


def change(client: Client, case: Case, pieces: int, reason: str = "fdm_stringing") -> str:
    """Walk through the questions again; the path of the page that follows."""
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    assert case.order is not None
    (box,) = articles(case.order)
    return walk(
        client, items, {"line": str(box.pk), f"pieces-{box.pk}": str(pieces)},
        {"reason": reason, "description": "Des fils partout"}, {"danger": "no"}, {"wish": "refund"}, {"do": "next"}, {},
    )  # fmt: skip


def test_a_request_is_changed_and_its_pieces_claimed_anew(client: Client) -> None:
    case = a_complaint(3)
    page = client.get(change(client, case, 4)).content.decode()
    assert "Votre demande est modifiée" in page
    line = CaseLine.objects.get(case=case)
    assert (line.quantity, line.reason, line.asked_remedy, line.description) == (
        4, "fdm_stringing", "refund", "Des fils partout",
    )  # fmt: skip
    assert OrderLine.objects.get(type="product").claimed_quantity == 4
    assert Case.objects.count() == 1


def test_what_was_asked_before_stays_on_the_timeline_and_a_letter_tells_what_is_asked_now(client: Client) -> None:
    case = a_complaint(3)
    change(client, case, 1)
    event = CaseEvent.objects.get(case=case, type="request_changed")
    (told,) = event.data["lines"]
    assert (told["was"]["quantity"], told["was"]["reason"], told["now"]["quantity"]) == (3, "fdm_warping", 1)
    assert "1 × Boîtier" in outbox_newest(1)[0].text.replace("\u00a0", " ")


def test_the_promised_day_of_our_answer_does_not_move(client: Client) -> None:
    case = a_complaint()
    before = list(case.deadlines.filter(name="decision").values_list("due_on", flat=True))
    change(client, case, 2)
    assert list(case.deadlines.filter(name="decision", state="open").values_list("due_on", flat=True)) == before


def test_a_decided_request_cannot_be_changed(client: Client) -> None:
    case = decided(a_complaint())
    response = client.post(f"{path_of(case)}change/")
    assert (response.status_code, "tranchée" in response.content.decode()) == (409, True)


@refused
def test_a_request_decided_meanwhile_is_not_changed_on_the_last_page(client: Client) -> None:
    case = a_complaint()
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    rights = re.sub(r"items/$", "rights/", items)
    assert client.get(rights).status_code == 200
    decided(case)
    response = client.post(rights)
    assert response.status_code == 422
    assert CaseLine.objects.get(case=case).state == LineState.APPROVED
    assert OrderLine.objects.get(order=case.order, type="product").claimed_quantity == 3


def test_the_link_of_a_case_opens_its_own_articles_and_nothing_else_of_the_order(client: Client) -> None:
    case = a_case(an_order(a_shop(), BOX, ("Secret", "filament", 1, 900)), "defect", 1, reason="fdm_warping")
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    page = client.get(items).content.decode()
    assert "Boîtier" in page
    assert "Secret" not in page
    assert Client().get(items).status_code == 403
    assert client.get(f"/fr/s/lamelle/orders/{case.order_id}/").status_code == 404


def test_a_withdrawal_is_cancelled_or_stands_but_is_not_changed(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    assert "Modifier cette demande" not in client.get(path_of(case)).content.decode()
    assert client.post(f"{path_of(case)}change/").status_code == 409


def cases_link(client: Client, email: str = ALICE) -> None:
    client.post("/fr/s/lamelle/cases/", {"email": email})
    work_off(at=now())


def test_all_requests_and_orders_of_an_address_open_by_a_mailed_link(client: Client) -> None:
    case = a_complaint()
    an_order(case.shop, BOX, number="AL-2")
    cases_link(client, " Alice@Example.com ")
    link = link_in_letter()
    assert client.get(link).status_code == 200
    mine = client.post(link)
    page = client.get(mine.headers["Location"]).content.decode()
    assert case.reference in page
    assert "AL-2" in page
    assert Client().get(mine.headers["Location"]).status_code == 302


@refused
def test_the_link_works_once_and_says_where_to_get_another(client: Client) -> None:
    a_complaint()
    cases_link(client)
    link = link_in_letter()
    client.post(link)
    again = Client().post(link)
    assert (again.status_code, "/s/lamelle/cases/" in again.content.decode()) == (410, True)


def test_the_answer_is_the_same_whether_the_address_is_known(client: Client) -> None:
    a_complaint()
    sent = len(outbox_newest(9))
    known = client.post("/fr/s/lamelle/cases/", {"email": ALICE})
    unknown = client.post("/fr/s/lamelle/cases/", {"email": "bob@example.com"})
    assert known.headers["Location"] == unknown.headers["Location"]
    work_off(at=now())
    assert [mail.to for mail in outbox_newest(9)][: len(outbox_newest(9)) - sent] == [ALICE]


@refused
@pytest.mark.parametrize("secret", ["x:y:z", "é" * 200])
def test_a_forged_link_is_over(client: Client, secret: str) -> None:
    a_shop()
    for place in ("cases/open", "later"):
        assert client.post(f"/fr/s/lamelle/{place}/{secret}/").status_code == 410


def test_the_list_of_one_shop_opens_nothing_in_another(client: Client) -> None:
    a_complaint()
    other = a_shop("other")
    an_order(other, BOX, number="X-1")
    cases_link(client)
    client.post(link_in_letter())
    assert client.get("/fr/s/other/cases/mine/").status_code == 302


def test_an_order_of_the_list_is_asked_about_without_another_link(client: Client) -> None:
    case = a_complaint()
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    items = client.post(mine, {"order": str(case.order_id)}).headers["Location"]
    assert client.get(items).status_code == 200
    stranger = an_order(a_shop("other"), BOX, number="X-1")
    assert client.post(mine, {"order": str(stranger.pk)}).status_code == 404


def test_the_list_is_closed_on_a_borrowed_device(client: Client) -> None:
    a_complaint()
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    client.post(mine, {"close": "yes"})
    assert client.get(mine).status_code == 302


def test_a_request_is_finished_on_another_device_by_a_mailed_link(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    (box,) = articles(order)
    walk(client, opened(client, order), {"line": str(box.pk), f"pieces-{box.pk}": "2"})
    draft = RequestDraft.objects.get()
    client.post(f"/fr/s/lamelle/request/{draft.key}/later/")
    phone, link = Client(), link_in_letter()
    assert "Reprenez votre demande" in phone.get(link).content.decode()
    place = phone.post(link).headers["Location"]
    assert phone.get(place).headers["Location"].endswith(f"/reason/{box.pk}/")


def test_a_link_to_a_request_thrown_away_says_how_to_begin_again(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    opened(client, order)
    draft = RequestDraft.objects.get()
    client.post(f"/fr/s/lamelle/request/{draft.key}/later/")
    RequestDraft.objects.update(expires_at=now() - timedelta(seconds=1))
    assert Client().get(link_in_letter()).status_code == 410


def test_nobody_else_asks_for_the_link_of_a_request(client: Client) -> None:
    opened(client, an_order(a_shop(), BOX))
    assert Client().post(f"/fr/s/lamelle/request/{RequestDraft.objects.get().key}/later/").status_code == 403


def test_who_answers_in_another_language_gets_letters_in_it(client: Client) -> None:
    case = a_complaint()
    page = client.get(path_of(case, "en")).content.decode()
    assert "Write to me in English" in page
    client.post(f"{path_of(case, 'en')}message/", {"body": "It is still warped."})
    case.refresh_from_db()
    assert case.language == "en"


def test_the_language_of_the_letters_is_chosen_by_a_button(client: Client) -> None:
    case = a_complaint()
    client.post(f"{path_of(case, 'en')}language/")
    client.post(f"{path_of(case, 'en')}language/")
    case.refresh_from_db()
    assert case.language == "en"
    assert CaseEvent.objects.filter(case=case, type="language_chosen").count() == 1


@refused
@pytest.mark.parametrize("body", ["\u200b\u200b", "\u2060", "\u3164", "\u0301\u0301", " \n "])
def test_a_message_nobody_can_see_is_refused_in_words(client: Client, body: str) -> None:
    case = a_complaint()
    response = client.post(f"{path_of(case)}message/", {"body": body})
    assert (response.status_code, "message" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("body", ["👍", "Ευχαριστώ", "مرحبا بالعالم", "ok", "1"])
def test_any_writing_is_a_message(client: Client, body: str) -> None:
    case = a_complaint()
    client.post(f"{path_of(case)}message/", {"body": body})
    assert body in client.get(path_of(case)).content.decode()


def test_a_form_too_large_is_told_how_to_send_less(client: Client) -> None:
    case = a_complaint()
    response = client.post(f"{path_of(case)}message/", {"body": "x" * 2_000_000})
    assert response.status_code == 413
    assert "trop" in response.content.decode()


def test_the_missing_photos_are_asked_for_one_by_one_and_a_lost_answer_doubles_nothing(client: Client) -> None:
    case = a_complaint()
    assert 'name="shot-overview"' in client.get(path_of(case)).content.decode()
    for _ in range(2):  # the answer to the first was lost on the way
        photo = SimpleUploadedFile("coin.jpg", a_photo(), "image/jpeg")
        client.post(f"{path_of(case)}evidence/", {"shot-overview": photo})
    assert list(Evidence.objects.filter(case=case).values_list("shot", flat=True)) == ["overview"]
    assert 'name="shot-overview"' not in client.get(path_of(case)).content.decode()


def test_two_tabs_that_add_a_photo_each_lose_none(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    (box,) = articles(order)
    evidence = walk(
        client, opened(client, order), {"line": str(box.pk)}, {"reason": "fdm_warping"}, {"danger": "no"}, {"wish": ""}
    )
    for name in ("shot-overview", "more"):
        shade = SimpleUploadedFile(f"{name}.jpg", a_photo() + name.encode(), "image/jpeg")
        client.post(evidence, {"do": "add", name: shade})
    again = SimpleUploadedFile("encore.jpg", a_photo(), "image/jpeg")
    client.post(evidence, {"do": "add", "more": again})
    draft = RequestDraft.objects.get()
    assert len(draft.data["files"]) == 1  # the same picture each time
    assert set(draft.data["shots"]) == {"overview"}


@pytest.mark.parametrize(
    ("kind", "reason", "hazard", "said"),
    [
        ("printer", "electrical_safety", "shock", "disjoncteur"),
        ("resin", "resin_bottle_defect", "leak", "gants"),
        ("custom_print", "weak_part", "hurt", "112"),
    ],
)
def test_a_danger_is_answered_at_once_with_what_fits_the_product(
    client: Client, kind: str, reason: str, hazard: str, said: str
) -> None:
    order = an_order(a_shop(), ("Article", kind, 1, 9900))
    (article,) = articles(order)
    stop = walk(client, opened(client, order), {"line": str(article.pk)}, {"reason": reason}, {"danger": hazard})
    assert stop.endswith("/stop/")
    assert said in client.get(stop).content.decode()
    walk(client, stop, {}, {"wish": ""}, {"do": "next"}, {})
    assert Case.objects.get().danger
    assert CaseEvent.objects.get(type="case_opened").data["hazard"] == hazard


@pytest.mark.parametrize("orders", [1, 6])
def test_the_list_costs_the_same_however_long_it_is(
    client: Client, orders: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shop = a_shop()
    for number in range(orders):
        a_case(an_order(shop, BOX, number=f"AL-{number}"), "defect", reason="fdm_warping")
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    with django_assert_max_num_queries(6):
        client.get(mine)
