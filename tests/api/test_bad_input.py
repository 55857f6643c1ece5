"""Whatever a program sends, the answer is a problem that names what to correct."""

import json

import pytest
from django.test import Client

from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "order_id"),
        ({"order_id": "x", "lines": []}, "order_id"),
        ({"order_id": 1, "lines": []}, "lines"),
        ({"order_id": 2**63, "lines": []}, "order_id"),
        ({"order_id": 1, "lines": [{"order_line_id": 1, "claim": "steal"}]}, "lines.0.claim"),
        ({"order_id": 1, "lines": [{"order_line_id": 1, "claim": "withdraw", "price": 1}]}, "lines.0.price"),
        ({"order_id": 1, "lines": [{"order_line_id": 1, "claim": "withdraw", "quantity": 0}]}, "lines.0.quantity"),
        ({"order_id": 1, "lines": [{"order_line_id": 1, "claim": "defect", "reason": "x" * 241}]}, "lines.0.reason"),
    ],
)  # fmt: skip
def test_a_field_at_fault_is_named(body: dict[str, object], field: str) -> None:
    response = a_program(bruno_s_shop()).post("/cases", body)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert any(error["field"].endswith(field) for error in answer(response)["errors"]), response.content


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[]", b"null", b'{"order_id": 1e400}'])
def test_a_body_that_is_no_object_is_a_problem(body: bytes) -> None:
    response = a_program(bruno_s_shop()).post("/cases", body)
    assert response.status_code in {400, 422}
    assert answer(response)["detail"]


def test_a_fault_is_told_in_the_language_asked_for() -> None:
    program = a_program(bruno_s_shop())
    headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "fr"}
    response = Client().post("/api/v1/cases", "{}", content_type="application/json", headers=headers)
    assert answer(response)["errors"][0]["message"] == "Ce champ manque."


def test_a_forged_line_or_quantity_opens_nothing() -> None:
    shop, neighbour = bruno_s_shop(), bruno_s_shop("voisin")
    order, theirs = alice_s_order(shop), alice_s_order(neighbour)
    program = a_program(shop)
    for line, quantity in ((line_ids(theirs)[0], 1), (line_ids(order)[0], 4), (2**62, 1)):
        body = {"order_id": order.pk, "lines": [{"order_line_id": line, "quantity": quantity, "claim": "withdraw"}]}
        assert program.post("/cases", body).status_code in {404, 409, 422}
    assert answer(program.get("/cases"))["items"] == []


@pytest.mark.parametrize("cursor", ["x", "W10", "%00", json.dumps([1]), "eyJhIjoxfQ"])
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    program = a_program(bruno_s_shop())
    for path in ("/cases", "/orders", "/refunds"):
        response = program.get(path, cursor=cursor)
        assert response.status_code in {404, 422}, (path, response.content)


def test_pages_follow_one_another_without_a_gap_or_a_double() -> None:
    shop = bruno_s_shop()
    program = a_program(shop)
    numbers = [alice_s_order(shop, f"10{n}").number for n in range(5)]
    seen: list[str] = []
    query: dict[str, object] = {"limit": 2}
    while True:
        page = answer(program.get("/orders", **query))
        seen += [order["number"] for order in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert sorted(seen) == sorted(numbers)


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/cases/RP-0000-0000", "/orders/999", "/refunds/x"])
def test_what_is_not_there_is_a_problem_too(path: str) -> None:
    response = a_program(bruno_s_shop()).get(path)
    assert response.status_code in {404, 422}
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer reprise_" + "a" * 400, "Basic YTpi"])
def test_nobody_is_let_in_without_a_token(header: str) -> None:
    response = Client().get("/api/v1/cases", headers={"Authorization": header})
    assert (response.status_code, answer(response)["code"]) == (401, "no_token")


def test_thousands_of_unknown_fields_are_answered_by_the_first_of_them() -> None:
    program = a_program(bruno_s_shop())
    answered = program.post("/cases", {f"k{number}": 1 for number in range(5_000)})
    assert (answered.status_code, len(answer(answered)["errors"])) == (422, 50)
