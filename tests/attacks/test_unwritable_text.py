"""A NUL character or half a surrogate pair, which no text may hold: refused in words, wherever it is sent."""

import json
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from reprise.apps.accounts.rights import Role
from reprise.web.api.urls import api
from reprise.web.backoffice import urls as desk_urls
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.portal import urls as portal_urls
from tests.api.programs import a_program, alice_s_order, answer, bruno_s_shop, line_ids
from tests.journeys.customers import a_case, a_shop, an_order, path_of

pytestmark = pytest.mark.django_db

NUL: Final = "a\x00b"
#: What stands in an address for each kind of value; a number everywhere else.
_SAMPLES: Final = {"StringConverter": NUL, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}


@pytest.mark.parametrize("spoiled", ["\\u0000", "\\ud800"], ids=["nul", "surrogate"])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/orders/1/rights", {"lines": [{"order_line_id": 1, "claim": "defect", "description": "?"}]}),
        ("/cases", {"order_id": 1, "lines": [{"order_line_id": 1, "claim": "defect", "reason": "?"}]}),
        ("/cases/{reference}/messages", {"body": "?"}),
        ("/cases/{reference}/messages", {"body": "Hello", "client_id": "?"}),
        ("/cases/{reference}/parcels", {"contents": [], "carrier": "?"}),
        ("/cases/{reference}/receipts", {"found": [{"quantity": 1, "note": "?"}]}),
        ("/cases/{reference}/refunds", {"remedy_id": 1, "expected_minor": 1, "provider": "?"}),
        ("/cases/{reference}/nothing?", {}),
    ],
)  # fmt: skip
def test_a_program_is_told_which_text_cannot_be_kept(path: str, body: dict[str, Any], spoiled: str) -> None:
    shop = bruno_s_shop()
    program, order = a_program(shop), alice_s_order(shop)
    wish = {"order_line_id": line_ids(order)[0], "claim": "withdraw"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [wish]}))
    raw = json.dumps(body).replace("?", f"a{spoiled}b").encode()
    response = program.call("POST", path.replace("{reference}", case["reference"]), raw)
    assert response.status_code == (404 if path.endswith("?") else 422), response.content
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/cases/a%00b", "/cases/a%00b/timeline", "/cases/a%00b/messages", "/refunds/%00"])
def test_an_address_of_the_api_with_it_leads_nowhere(path: str) -> None:
    response = a_program(bruno_s_shop()).get(path)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("query", [{"search": NUL}, {"cursor": NUL}])
def test_a_query_of_the_api_with_it_is_refused(query: dict[str, object]) -> None:
    assert a_program(bruno_s_shop()).get("/orders", **query).status_code == 422


def test_every_text_a_program_may_send_is_bounded_and_free_of_it() -> None:
    document = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    bodies = {name: schema for name, schema in document["components"]["schemas"].items() if name.endswith("In")}
    loose = {f"{name}.{field}" for name, schema in bodies.items() for field, said in _texts(schema["properties"])
             if not ("pattern" in said and "maxLength" in said)}  # fmt: skip
    for operations in document["paths"].values():
        for operation in operations.values():
            said = {one["name"]: one["schema"] for one in operation["parameters"]}
            loose |= {name for name, schema in _texts(said) if not ("pattern" in schema and "maxLength" in schema)}
    assert loose == set()
    assert len(bodies) > 15


def _texts(fields: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The free texts among fields; an enumeration, a date or an identifier is checked by its kind."""
    found = []
    for name, field in fields.items():
        for schema in field.get("anyOf", [field]):
            if schema.get("type") == "string" and not {"enum", "const", "format"} & set(schema):
                found.append((name, schema))
    return found


def _arguments(pattern: URLPattern, **known: str) -> dict[str, str | int]:
    kinds = pattern.pattern.converters
    return {name: known.get(name, _SAMPLES.get(type(kind).__name__, 1)) for name, kind in kinds.items()}


@pytest.mark.parametrize("pattern", portal_urls.urlpatterns, ids=lambda one: one.name)
def test_an_address_of_a_customer_page_with_it_leads_nowhere(pattern: URLPattern) -> None:
    arguments = _arguments(pattern)
    at = reverse(f"portal:{pattern.name}", kwargs={"shop_slug": a_shop().slug, **arguments})
    expected = {404, 405} if NUL in arguments.values() else {405, 422}
    for response in (Client().post(at, {"body": NUL}), Client().get(at, {"for": NUL})):
        assert response.status_code in expected
    assert Client().get(at).status_code in {200, 302, 404, 405}


def test_a_form_of_a_customer_page_with_it_is_refused() -> None:
    case = a_case(an_order(a_shop()))
    for deed, field in (("message", "body"), ("answer", "body"), ("appeal", "text"), ("parcel", "carrier")):
        assert Client().post(f"{path_of(case)}{deed}/", {field: NUL}).status_code == 422


def test_an_address_or_a_form_of_the_desk_with_it_is_refused() -> None:
    shop = a_shop()
    case, owner = a_case(an_order(shop)), at_the_desk(somebody(shop, Role.OWNER))
    for pattern in desk_urls.urlpatterns:
        if not isinstance(pattern, URLPattern) or pattern.name == "home":
            continue
        here = {"reference": case.reference, "statement": "RT-2222-2222"}
        for known, expected in ((here, {405, 422}), ({}, {404, 405, 422})):
            arguments = _arguments(pattern, shop_slug=shop.slug, **known)
            at = reverse(f"desk:{pattern.name}", kwargs=arguments)
            for field in ("text", "body", "note", "reason", "client_id", "q"):
                assert owner.post(at, {field: NUL}).status_code in expected, at
            assert owner.get(at, {"q": NUL}).status_code in {404, 422}, at


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "django_language"])
def test_a_cookie_that_spells_it_counts_as_none(name: str) -> None:
    at = f"/fr/s/{a_shop().slug}/find/"
    assert Client().get(at, headers={"Cookie": rf'{name}="\000aaaaaaaaaaaaaaaaaaaa"'}).status_code == 200
