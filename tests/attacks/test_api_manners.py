"""What is not a call of the API is a problem document too: other methods, other remedies, other providers."""

import json

import pytest
from django.test import Client

from reprise.web.api.urls import api
from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


@pytest.mark.parametrize("path", ["/cases", "/cases/RP-1", "/orders", "/openapi.json", "/", "/nothing", "/refunds/x/y"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_a_method_an_address_does_not_take_is_a_problem(method: str, path: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    token = a_program(bruno_s_shop()).token
    response = browser.generic(method, f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code in {404, 405}
    assert response["Content-Type"] == PROBLEM
    assert (response.status_code == 405) == ("Allow" in response)
    assert json.loads(response.content)["code"] in {"method_not_allowed", "not_found"}


def test_head_answers_as_get_without_the_body() -> None:
    program = a_program(bruno_s_shop())
    assert program.call("HEAD", "/cases").status_code == 200
    assert program.call("HEAD", "/cases/RP-2222-2222").status_code == 404
    assert Client().head("/api/v1/cases").status_code == 401


def test_a_remedy_nobody_knows_is_named_at_its_field() -> None:
    shop = bruno_s_shop()
    program, order = a_program(shop), alice_s_order(shop)
    wish = {"order_line_id": line_ids(order)[0], "claim": "defect", "asked_remedy": "money_please"}
    for path, body in (
        (f"/orders/{order.pk}/rights", {"lines": [wish]}),
        ("/cases", {"order_id": order.pk, "lines": [wish]}),
    ):
        response = program.post(path, body)
        assert response.status_code == 422
        assert "asked_remedy" in response.content.decode()


def test_a_provider_nobody_knows_is_the_caller_s_fault() -> None:
    shop = bruno_s_shop()
    program, order = a_program(shop), alice_s_order(shop)
    wish = {"order_line_id": line_ids(order)[1], "claim": "withdraw"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [wish]}))
    at = f"/cases/{case['reference']}"
    decided = answer(
        program.post(f"{at}/lines/{case['lines'][0]['id']}/decisions", {"move": "approve", "keep_goods": True})
    )
    remedy = decided["remedies"][0]
    asked = {"remedy_id": remedy["id"], "expected_minor": 49_890, "provider": "piggy_bank"}
    response = program.post(f"{at}/refunds", asked)
    assert (response.status_code, answer(response)["code"]) == (422, "unknown_provider"), response.content


def test_the_document_tells_every_fault_a_route_may_answer() -> None:
    document = json.loads(json.dumps(api.get_openapi_schema()))
    assert document["components"]["schemas"]["Problem"]["required"]
    for path, operations in document["paths"].items():
        writes = "post" in operations and not path.endswith("/rights")
        for method, operation in operations.items():
            told = {code for code, one in operation["responses"].items() if PROBLEM in one.get("content", {})}
            assert {"400", "401", "403", "404", "405", "409", "413", "422", "429", "503"} == told
            headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
            assert ("Idempotency-Key" in headers) == (method == "post" and writes)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_form_that_came_from_elsewhere_is_refused_on_a_page_of_the_house(method: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    response = getattr(browser, method)("/en/account/login/", {"login": "a@example.com"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


def test_what_a_token_shows_is_kept_by_nobody_on_the_way() -> None:
    program = a_program(bruno_s_shop())
    for path in ("/cases", "/orders", "/refunds", "/cases/RP-2222-2222"):
        assert "no-store" in program.get(path)["Cache-Control"], path
