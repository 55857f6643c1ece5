"""Every route of the API × every scope × one's own and somebody else's objects; a route nobody described fails."""

from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ninja.operation import Operation

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.knowledge.tests.builders import TODAY, written
from reprise.web.api.urls import api
from tests.api.programs import ALL, Program, a_program, alice_s_order, answer, bruno_s_shop, line_ids
from tests.journeys.customers import a_photo
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Route:
    """One operation of the API."""

    method: str
    path: str
    right: Right | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> list[Route]:
    """What the router knows, so that a new route is in the test the day it is written."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                if not getattr(operation.view_func, "public", False):  # test_conditions_for_programs asks those
                    found += [Route(m, f"{prefix}{path}", _right(operation)) for m in operation.methods]
    return found


def _right(operation: Operation) -> Right | None:
    return getattr(operation.view_func, "right", None)


ROUTES: Final = routes()

#: A body that is readable for each POST, so that what is refused is refused for who asks and not for how.
BODIES: Final[dict[str, Any]] = {
    "/orders/imports": {},
    "/orders/{order_id}/rights": {"lines": [{"order_line_id": 1, "claim": "withdraw"}]},
    "/cases": {"order_id": "{order_id}", "lines": [{"order_line_id": "{order_line_id}", "claim": "withdraw"}]},
    "/cases/{reference}/facts": {"country": "BE"},
    "/cases/{reference}/lines/{line_id}/reopenings": {"reason": "Une personne regarde."},
    "/cases/{reference}/lines/{line_id}/decisions": {"move": "approve"},
    "/cases/{reference}/lines/{line_id}/questions": {"question": "Which nozzle?"},
    "/cases/{reference}/lines/{line_id}/appeals": {"text": "It was never opened."},
    "/cases/{reference}/cancellations": {},
    "/cases/{reference}/deadlines/{deadline_id}/completions": {},
    "/cases/{reference}/authorisations": {},
    "/cases/{reference}/remedies/{remedy_id}/completions": {},
    "/cases/{reference}/parcels": {"contents": [{"item_id": "{item_id}", "quantity": 1}]},
    "/cases/{reference}/parcels/{parcel_id}/news": {"news": "scan", "on": "2026-11-24"},
    "/cases/{reference}/parcels/{parcel_id}/proofs": {"evidence_id": "{evidence_id}"},
    "/cases/{reference}/receipts": {"found": [{"item_id": "{item_id}", "quantity": 1}]},
    "/cases/{reference}/inspections": {"item_id": "{item_id}", "quantity": 1, "grade": "like_new"},
    "/cases/{reference}/dispositions": {"inspection_id": "{inspection_id}", "quantity": 1, "route": "restock"},
    "/cases/{reference}/refunds": {"remedy_id": "{remedy_id}", "expected_minor": 1},
    "/cases/{reference}/messages": {"body": "Hello"},
    "/cases/{reference}/evidence": {"file": SimpleUploadedFile("corner.jpg", a_photo())},
    "/conversations/{key}/messages": {"body": "Hello"},
    "/conversations/{key}/files": {"file": SimpleUploadedFile("corner.jpg", a_photo()), "body": "Look"},
    "/conversations/{key}/participants": {"email": "bob@example.com"},
    "/conversations/{key}/participants/{participant_id}/departures": {},
    "/conversations/{key}/closures": {},
    "/conversations/{key}/reopenings": {},
    "/conversations/{key}/reads": {"up_to": 1},
    "/conversations/{key}/transcripts": {},
    "/help/answer": {"question": "How long do I have to return it?", "language": "en"},
    "/help/answer/{asked_id}/outcomes": {"helpful": True},
    "/statements": {"name": "Alice Martin", "email": "alice@example.com", "order_number": "9999"},
    "/statements/{statement}/matches": {"order_id": "{order_id}"},
    "/statements/{statement}/outcomes": {"outcome": "not_ours"},
    "/refunds/{refund_id}/approvals": {},
    "/refunds/{refund_id}/confirmations": {"reference": "VIR-1"},
    "/refunds/{refund_id}/retries": {},
    "/refunds/{refund_id}/voids": {"reason": "A wrong sum."},
    "/refunds/{refund_id}/resolutions": {},
}


@dataclass(frozen=True)
class World:
    """Bruno's shop with one of everything, by the names that routes and bodies use."""

    shop: Shop
    names: dict[str, object]

    def path(self, route: Route) -> str:
        path = route.path
        for name, value in self.names.items():
            path = path.replace(f"{{{name}}}", str(value))
        assert "{" not in path, f"say which object {route} is about"
        return path

    def body(self, route: Route) -> Any:
        assert route.method != "POST" or route.path in BODIES, f"write a body for {route}"
        return self._filled(BODIES.get(route.path))

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        return self.names[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value

    def call(self, program: Program, route: Route) -> int:
        query = {"remedy_id": self.names["remedy_id"]} if route.path.endswith("/preview") else {}
        query |= {"format": "csv"} if route.path.endswith("/imports") else {}
        query |= {"q": "zurbi"} if route.path.endswith("/search") else {}
        body = self.body(route) if route.method == "POST" else None
        told = program.call(route.method, self.path(route), body, query=query)
        if told.streaming:
            b"".join(told.streaming_content)  # read to its end, a file is closed
        return int(told.status_code)


@pytest.fixture
def world() -> World:
    shop = bruno_s_shop()
    program, order = a_program(shop), alice_s_order(shop)
    first = {"order_line_id": line_ids(order)[0], "quantity": 1, "claim": "withdraw"}
    case = answer(program.post("/cases", {"order_id": order.pk, "lines": [first]}))
    at = f"/cases/{case['reference']}"
    line_id = case["lines"][0]["id"]
    case = answer(program.post(f"{at}/lines/{line_id}/decisions", {"move": "approve"}))
    item_id, remedy_id = case["items"][0]["id"], case["remedies"][0]["id"]
    program.post(f"{at}/authorisations")
    sent = answer(program.post(f"{at}/parcels", {"contents": [{"item_id": item_id, "quantity": 1}]}))
    proof = answer(program.post(f"{at}/evidence", {"file": SimpleUploadedFile("receipt.jpg", a_photo())}))
    due = answer(program.get(f"{at}/deadlines"))[0]
    program.post(f"{at}/receipts", {"found": [{"item_id": item_id, "quantity": 1}]})
    looked = answer(program.post(f"{at}/inspections", {"item_id": item_id, "quantity": 1, "grade": "like_new"}))
    refund = answer(program.post(f"{at}/refunds", {"remedy_id": remedy_id, "expected_minor": 2_000}))
    said = answer(program.post("/statements", {"name": "Alice", "email": "a@example.com", "order_number": "77"}))
    program.post(f"{at}/messages", {"body": "Hello"})
    key = answer(program.get("/conversations"))["items"][0]["key"]
    talk = f"/conversations/{key}"
    shown = answer(program.post(f"{talk}/files", {"file": SimpleUploadedFile("corner.jpg", a_photo())}))
    reader = answer(program.post(f"{talk}/participants", {"email": "carl@example.com"}))
    slug = save_article(actor=system(shop.pk), slug=None, content=written(), reviewed=TODAY, why="", at=AT).slug
    question = answer(program.post("/help/answer", {"question": "?"}))
    names = {
        "slug": slug, "asked_id": question["id"],
        "key": key, "file_id": shown["files"][0]["id"], "participant_id": reader["id"],
        "statement": said["reference"], "order_id": order.pk, "order_line_id": line_ids(order)[1],
        "reference": case["reference"], "line_id": line_id,
        "parcel_id": sent["id"], "evidence_id": proof["id"], "deadline_id": due["id"],
        "item_id": item_id, "remedy_id": remedy_id, "inspection_id": looked["id"], "refund_id": refund["id"],
    }  # fmt: skip
    return World(shop, names)


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_route_says_which_scope_it_asks_for(route: Route) -> None:
    assert route.right is not None


def test_no_scope_but_the_right_one_opens_a_route(world: World) -> None:
    for route in ROUTES:
        assert route.right is not None
        others = [right for right in ALL if right is not route.right]
        assert world.call(a_program(world.shop, others), route) == 403, route


def test_what_belongs_to_another_shop_looks_missing(world: World) -> None:
    stranger = a_program(bruno_s_shop("voisin"))
    for route in ROUTES:
        if "{" in route.path or (route.path == "/cases" and route.method == "POST"):
            assert world.call(stranger, route) == 404, route


def test_lists_of_another_shop_show_nothing_of_ours(world: World) -> None:
    stranger = a_program(bruno_s_shop("voisin"))
    for route in ROUTES:
        if route.method == "GET" and "{" not in route.path and not route.path.startswith("/help/"):
            assert answer(stranger.get(route.path))["items"] == [], route
            assert answer(a_program(world.shop).get(route.path))["items"] != [], route


def test_articles_that_ship_are_everybody_s_and_a_shop_s_own_are_its_own(world: World) -> None:
    ours, theirs = a_program(world.shop), a_program(bruno_s_shop("voisin"))
    for route, query in (("/help/articles", {"limit": 100}), ("/help/search", {"q": "zurbi"})):
        seen = [{one["slug"] for one in answer(who.get(route, **query))["items"]} for who in (ours, theirs)]
        assert world.names["slug"] in seen[0] - seen[1], route


def test_an_object_of_another_case_is_not_reached_through_one_s_own(world: World) -> None:
    program, order = a_program(world.shop), alice_s_order(world.shop, "1002")
    mine = {"order_line_id": line_ids(order)[0], "claim": "withdraw"}
    other = answer(program.post("/cases", {"order_id": order.pk, "lines": [mine]}))
    moved = World(world.shop, world.names | {"reference": other["reference"]})
    inner = [route for route in ROUTES if route.method == "POST" and "{reference}/" in route.path]
    crossing = [r for r in inner if "_id}" in str(BODIES[r.path]) or "_id}" in r.path]
    assert crossing
    for route in crossing:
        assert moved.call(program, route) in {404, 409}, route  # 409: not possible in this case anyway
